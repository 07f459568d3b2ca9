import { isRunning } from '@/lib/comparison/answer';
import { foldEvents } from '@/lib/comparison/fold-events';
import { emptyState, latestAnswer } from '@/lib/comparison/state';
import { sumOfSpans } from '@/lib/comparison/sum-of-lanes';
import type { RunPlace } from '@/lib/persistence/persistence';
import type { LaneRecord } from '@/lib/protocol/comparison';
import { decodeEntry, type EncodedEntry, encodeEntry } from '@/lib/protocol/frames';
import type { RunEvent } from '@/lib/protocol/run-event';

/**
 * What a run's log lacks when its process has died: for every lane that has not ended an `error`, `interrupted`, at
 * the last moment of which the log knows, and the run's `end`. Where the process died before it wrote anything,
 * the beginning too.
 *
 * @param entries the log as it was kept.
 * @param now ISO 8601, for what the log does not tell.
 */
export function interruptedEntries(
  { comparison, turn, run }: RunPlace,
  lanes: readonly LaneRecord[],
  entries: readonly EncodedEntry[],
  now: string,
): EncodedEntry[] {
  const seats = run.lanes.map(({ lane, attempt }) => ({
    lane,
    attempt,
    model: lanes.find((record) => record.lane === lane)?.model ?? '',
  }));
  const events = entries.map((entry) => decodeEntry(entry).event);
  const missing: RunEvent[] = [];
  const add = (event: RunEvent) => void missing.push(event);

  if (!events.some(({ type }) => type === 'run')) {
    const named = seats.map(({ lane, model }) => ({ lane, model }));
    add({ type: 'run', at: 0, run: run.run, comparison, turn, lanes: named, timestamp: now });
  }
  for (const { lane, model, attempt } of seats) {
    const started = events.some((event) => event.type === 'start' && event.lane === lane);
    if (!started) add({ type: 'start', at: 0, lane, model, attempt, timestamp: now });
  }
  const at = Math.max(0, ...events.map((event) => event.at));
  const all = [...events, ...missing].map((event, index) => ({ sequence: index + 1, event }));
  const state = foldEvents(emptyState, run.run, all);
  const spans = seats.map(({ lane, model }) => {
    const answer = latestAnswer(state, turn, lane);
    if (answer && !isRunning(answer)) return { start: answer.startedAt, end: answer.endedAt };
    add({ type: 'error', at, lane, model, timestamp: now, failure: { code: 'interrupted' } });
    return { start: answer?.startedAt ?? 0, end: at };
  });
  const { together, oneAfterAnother, speedup } = sumOfSpans(spans);
  if (!events.some(({ type }) => type === 'end')) add({ type: 'end', at, together, oneAfterAnother, speedup });
  return missing.map((event, index) => encodeEntry(entries.length + index + 1, event));
}
