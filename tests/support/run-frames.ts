import type { ComparisonRecord, RunRecord } from '@/lib/protocol/comparison';
import { encodeEntry, encodeFrame, encodeOpening, encodeRecord } from '@/lib/protocol/frames';
import type { Lane } from '@/lib/protocol/lane';
import type { RunEvent, RunEventOf } from '@/lib/protocol/run-event';
import { comparisonOf, laneRecord, turnRecord } from './records';

const timestamp = '2026-11-22T10:00:00.000Z';

/** A run's events as the server would log them: each lane says its pieces, in turns, and ends. */
export function runEvents(run: string, pieces: Partial<Record<Lane, string[]>>, turn = 1, attempt = 1): RunEvent[] {
  const lanes = (Object.keys(pieces) as Lane[]).map((lane) => ({ lane, model: `m/${lane}` }));
  const most = Math.max(0, ...Object.values(pieces).map((own) => own.length));
  const said = Array.from({ length: most }, (_, index) =>
    lanes.flatMap((tag): RunEvent[] => {
      const content = pieces[tag.lane]?.[index];
      return content === undefined ? [] : [{ type: 'chunk', at: 10 + index, ...tag, content }];
    }),
  ).flat();
  const rest = { usage: null, cost: null, provider: null, servedModel: null };
  return [
    { type: 'run', at: 0, run, comparison: 'c1', turn, lanes, timestamp },
    ...lanes.map((tag): RunEvent => ({ type: 'start', at: 0, ...tag, attempt, timestamp })),
    ...said,
    ...lanes.map((tag): RunEvent => ({ type: 'done', at: 100, ...tag, timestamp, reason: 'stop', ...rest })),
    { type: 'end', at: 100, together: 100, oneAfterAnother: 100 * lanes.length, speedup: lanes.length },
  ];
}

/** @returns the run's entry in the record, by its events. */
export function runRecordOf(events: readonly RunEvent[]): RunRecord {
  const run = events.flatMap((event) => (event.type === 'run' ? event.run : []))[0] ?? '';
  const kind = events.some((event) => event.type === 'start' && event.attempt > 1) ? 'retry' : 'turn';
  return { run, kind, lanes: events.flatMap((event) => (event.type === 'start' ? [laneOf(event)] : [])) };
}

function laneOf({ lane, model, attempt }: RunEventOf<'start'>) {
  return laneRecord(lane, attempt, { model, name: model, vendor: 'M' });
}

/** The frames of a reading that starts a run: they open with the record; see {@link recordOf}. */
export function startFramesOf(events: readonly RunEvent[], prompt?: string, ...earlier: RunRecord[]): string[] {
  const [opening = '', ...frames] = framesOf(events);
  return [opening, encodeRecord(recordOf(events, prompt, ...earlier)), ...frames];
}

/**
 * @param earlier the runs that the turn has had before.
 * @returns the record with the turn of that run alone.
 */
export function recordOf(events: readonly RunEvent[], prompt = 'Why?', ...earlier: RunRecord[]): ComparisonRecord {
  const [first] = events;
  if (first?.type !== 'run') throw new Error('a log begins with its run');
  const turn = turnRecord(first.turn, prompt, ...earlier, runRecordOf(events));
  return { ...comparisonOf(turn), id: first.comparison, createdAt: timestamp };
}

/** The frames of a reading that begins above `after`, with its opening comment. */
export function framesOf(events: readonly RunEvent[], after = 0): string[] {
  const frames = events.map((event, index) => encodeFrame(encodeEntry(index + 1, event)));
  return [encodeOpening(0), ...frames.slice(after)];
}

/** A response with this body; `broken` ends it as a lost connection does. */
export function streamOf(frames: readonly string[], broken = false): Response {
  const utf8 = new TextEncoder();
  const rest = [...frames];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const frame = rest.shift();
      if (frame !== undefined) controller.enqueue(utf8.encode(frame));
      else if (broken) controller.error(new TypeError('network error'));
      else controller.close();
    },
  });
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
}
