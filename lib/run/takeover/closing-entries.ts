import { LaneSpans } from '@/lib/comparison/sum-of-lanes';
import type { RunKind } from '@/lib/protocol/comparison';
import { decodeEntries, type EncodedEntry, encodeEntry } from '@/lib/protocol/frames';
import type { Lane } from '@/lib/protocol/lane';
import type { RunEvent } from '@/lib/protocol/run-event';

/** What is needed to write the end of a run. */
export interface InterruptedRun {
  comparison: string;
  turn: number;
  run: { run: string; kind: RunKind; lanes: readonly { lane: Lane; attempt: number; model: string }[] };
}

/**
 * What a run's log lacks when its process has died: for every lane that has not ended an `error` with `interrupted`, at the
 * time of the last event, and the run's `end`. If the process died before it wrote anything, also the beginning.
 *
 * @param entries the stored log.
 * @param now ISO 8601, used for times that the log does not contain.
 */
export function interruptedEntries(
  { comparison, turn, run }: InterruptedRun,
  entries: readonly EncodedEntry[],
  now: string,
): EncodedEntry[] {
  const events = decodeEntries(entries).map(({ event }) => event);
  const missing: RunEvent[] = [];
  const add = (event: RunEvent) => void missing.push(event);

  if (!events.some(({ type }) => type === 'run')) {
    const named = run.lanes.map(({ lane, model }) => ({ lane, model }));
    add({ type: 'run', at: 0, run: run.run, kind: run.kind, comparison, turn, lanes: named, timestamp: now });
  }
  for (const { lane, model, attempt } of run.lanes) {
    const started = events.some((event) => event.type === 'start' && event.lane === lane);
    if (!started) add({ type: 'start', at: 0, lane, model, attempt, timestamp: now });
  }
  // Not Math.max(...events): a log may have more entries than a call can have arguments.
  const at = events.reduce((latest, event) => Math.max(latest, event.at), 0);
  const ended = new Set(events.flatMap((event) => (event.type === 'done' || event.type === 'error' ? event.lane : [])));
  for (const { lane, model, attempt } of run.lanes) {
    if (!ended.has(lane))
      add({ type: 'error', at, lane, model, attempt, timestamp: now, failure: { code: 'interrupted' } });
  }
  if (!events.some(({ type }) => type === 'end')) {
    const spans = new LaneSpans();
    for (const event of [...events, ...missing]) if (event.type !== 'run' && event.type !== 'end') spans.note(event);
    add(spans.end());
  }
  return missing.map((event, index) => encodeEntry(entries.length + index + 1, event));
}
