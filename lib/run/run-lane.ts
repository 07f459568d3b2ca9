import type { Failure } from '@/lib/protocol/failure';
import type { Lane } from '@/lib/protocol/lane';
import { MOST_NOTES, type Note } from '@/lib/protocol/note';
import type { LaneEvent } from '@/lib/protocol/run-event';
import { wellFormed } from '../protocol/text';
import type { CallEnd, ModelCall } from '../provider/model-call';
import { within } from '../time/within';
import type { CallQueue } from './call-queue';
import { delayBeforeNextTry } from './next-try';
import { type HoldTimer, PieceMerger } from './piece-merger';
import type { RunClock } from './run-clock';
import { failedWith, startTry } from './start-try';

/** The longest answer, UTF-16 units: about ten times what any model writes. More would fill the memory. */
export const LONGEST_ANSWER = 8_000_000;

/** How long a call may take to close its connection, ms, before the next lane of its source is called. */
const LONGEST_CLOSE_MS = 2000;

/** A lane as a run executes it. */
export interface PlannedLane {
  lane: Lane;
  model: string;
  attempt: number;
  call: ModelCall;
  /** Where it waits until its source is free; absent where nothing limits how many are called at once. */
  queue?: CallQueue;
  /** No time limit ends it: it costs nothing to wait for a slow machine. */
  isUnlimited?: boolean;
}

export interface LaneContext {
  clock: RunClock;
  hold: HoldTimer;
  /** The longest time of a lane, ms, with all its tries and the pauses between them. */
  laneMs: number;
  /** Appends the lane's next event to the log. */
  emit(event: LaneEvent): void;
}

export interface RunningLane {
  readonly lane: Lane;
  /** Ends the lane as stopped, at once; does nothing after its end. */
  stop(): void;
  /** Ends the lane as interrupted, at once; does nothing after its end. */
  interrupt(): void;
  /** Resolves when the lane has emitted its only `done` or `error`. It always does. */
  readonly ended: Promise<void>;
}

/**
 * Runs one attempt of a lane: calls the model, retries where that may help, and ends exactly once. Everything that can end
 * it (a try, Stop, the time limit) calls `end`.
 */
export function runLane(planned: PlannedLane, { clock, hold, laneMs, emit }: LaneContext): RunningLane {
  const { lane, model, attempt } = planned;
  let over = false;
  let output = 0;
  let notes = 0;
  /** Addresses that were reported: a provider may repeat all its sources with every piece. */
  const sources = new Set<string>();
  let tries = 0;
  /** When the provider marked the end, or the last piece after that. The wait for more pieces counts in no figure. */
  let markedAt: number | null = null;
  /** The current try's call: after an abort it still has to close what it opened. */
  let closed: Promise<unknown> = Promise.resolve();
  /** Leaves the current try, or the pause before the next. */
  let leave = () => {};
  let resolveEnded = () => {};
  const ended = new Promise<void>((resolve) => {
    resolveEnded = resolve;
  });

  const pieces = new PieceMerger(hold, (kind, content, at) => {
    emit({ type: kind === 'text' ? 'chunk' : 'reasoning', at, lane, model, attempt, content });
  });
  const cancelLongest = planned.isUnlimited ? () => {} : clock.after(laneMs, () => end(failedWith('timed-out')));

  let leaveQueue = () => {};
  leaveQueue = joinQueue();
  // A call may have ended the lane before it returned.
  if (over) leaveQueue();
  return { lane, stop: () => end('stopped'), interrupt: () => end(failedWith('interrupted')), ended };

  /** Calls the model, at once or when its source is free: no time limit of a try counts the queue. */
  function joinQueue(): () => void {
    if (!planned.queue) {
      beginTry();
      return () => {};
    }
    let isQueued = false;
    return planned.queue.join({
      queued: () => {
        isQueued = true;
        emit({ type: 'queued', at: clock.elapsed(), lane, model, attempt, queue: 'source' });
      },
      called: () => {
        if (isQueued) emit({ type: 'called', at: clock.elapsed(), lane, model, attempt });
        beginTry();
      },
    });
  }

  function beginTry(): void {
    tries += 1;
    const call: ModelCall = (signal, sink) => {
      const calling = planned.call(signal, sink);
      closed = calling;
      return calling;
    };
    leave = startTry(call, clock, {
      processing: () => emit({ type: 'queued', at: clock.elapsed(), lane, model, attempt }),
      piece: (kind, content) => {
        output += content.length;
        if (markedAt !== null) markedAt = clock.elapsed();
        pieces.push(kind, content, clock.elapsed());
        if (output > LONGEST_ANSWER) end(failedWith('bad-response'));
      },
      note: (note) => takeNote(note),
      doneMark: () => {
        markedAt = clock.elapsed();
      },
      end: (callEnd) => {
        const mayRetry = callEnd.type === 'failure' && output + notes === 0;
        const delayMs = mayRetry ? delayBeforeNextTry(callEnd.failure, tries) : null;
        if (callEnd.type === 'finish' || delayMs === null) end(callEnd);
        else pauseBeforeNextTry(callEnd.failure, delayMs);
      },
    });
    // A call may have emitted too much before it returned.
    if (over) leave();
  }

  function takeNote(note: Note): void {
    if (notes === MOST_NOTES || (note.kind === 'source' && sources.has(note.url))) return;
    notes += 1;
    if (note.kind === 'source') sources.add(note.url);
    // Pieces that are held came before the note.
    pieces.flush();
    emit({ type: 'note', at: markedAt ?? clock.elapsed(), lane, model, attempt, note: wellFormed(note) });
  }

  function pauseBeforeNextTry(failure: Failure, delayMs: number): void {
    markedAt = null;
    emit({ type: 'retry', at: clock.elapsed(), lane, model, attempt, try: tries + 1, delayMs, failure });
    leave = clock.after(delayMs, beginTry);
  }

  function end(outcome: CallEnd | 'stopped'): void {
    if (over) return;
    over = true;
    leave();
    cancelLongest();
    const at = outcome === 'stopped' ? clock.elapsed() : (markedAt ?? clock.elapsed());
    pieces.end(at);
    emit(lastEvent(outcome, at));
    resolveEnded();
    // The next lane is called when this one's connection is closed.
    if (tries === 0) leaveQueue();
    else void within(clock, LONGEST_CLOSE_MS, closed).then(leaveQueue);
  }

  function lastEvent(outcome: CallEnd | 'stopped', at: number): LaneEvent {
    const tag = { at, lane, model, attempt, timestamp: clock.timestampAt(at) };
    if (outcome === 'stopped') {
      const unknown = { usage: null, cost: null, billedBy: 'openrouter', provider: null, servedModel: null } as const;
      return { type: 'done', ...tag, reason: 'stopped', ...unknown };
    }
    if (outcome.type === 'failure') {
      return { type: 'error', ...tag, failure: tries > 1 ? { ...outcome.failure, tries } : outcome.failure };
    }
    const { reason, usage, cost, billedBy, provider, servedModel } = outcome;
    return wellFormed({ type: 'done', ...tag, reason, usage, cost, billedBy, provider, servedModel });
  }
}
