import type { Failure } from '@/lib/protocol/failure';
import type { Lane } from '@/lib/protocol/lane';
import type { LaneEvent } from '@/lib/protocol/run-event';
import type { HoldTimer } from './hold-timer';
import { type CallEnd, type CallSink, failed, type ModelCall } from './model-call';
import { delayBeforeNextTry } from './next-try';
import { PieceMerger } from './piece-merger';
import type { RunClock } from './run-clock';
import { Watchdog } from './watchdog';

/** No lane lasts longer, ms: the function that runs it on Vercel ends at 300 s. */
export const LONGEST_LANE_MS = 280_000;
/** No answer is longer, UTF-16 units: some ten times what any model writes; a flood must not fill the memory. */
export const LONGEST_ANSWER = 8_000_000;

/** A lane as a run executes it. */
export interface Seat {
  lane: Lane;
  model: string;
  attempt: number;
  call: ModelCall;
}

export interface LaneContext {
  clock: RunClock;
  hold: HoldTimer;
  /** Takes the lane's next event into the log. */
  emit(event: LaneEvent): void;
}

export interface RunningLane {
  readonly lane: Lane;
  /** Ends the lane as stopped, at once; nothing when it has ended. */
  stop(): void;
  /** Resolves when the lane has emitted its one `done` or `error`, which it always does. */
  readonly ended: Promise<void>;
}

/**
 * Runs one lane's attempt: asks the model, tries again where that may help, and ends exactly once. Everything
 * that can end it (the call itself, Stop, a silence, the lane's longest time) meets in `end`, and whatever a call
 * still says afterwards is dropped. It never waits for a call that does not heed its signal.
 */
export function runLane(seat: Seat, { clock, hold, emit }: LaneContext): RunningLane {
  const { lane, model } = seat;
  let resolveEnded = () => {};
  const ended = new Promise<void>((resolve) => {
    resolveEnded = resolve;
  });
  let over = false;
  let output = 0;
  let tries = 0;
  /** When the provider marked the end, or the last piece after that. */
  let markedAt: number | null = null;
  let leaveTry = () => {};

  const pieces = new PieceMerger(hold, (kind, content, at) => {
    emit({ type: kind === 'text' ? 'chunk' : 'reasoning', at, lane, model, content });
  });
  const cancelLongest = clock.after(LONGEST_LANE_MS, () => end(failed({ code: 'timed-out' })));

  beginTry();
  return { lane, stop: () => end('stopped'), ended };

  function beginTry(): void {
    tries += 1;
    markedAt = null;
    const abort = new AbortController();
    let current = true;
    let queued = false;
    const watchdog = new Watchdog(clock, (code) => endTry(failed({ code })));
    leaveTry = () => {
      current = false;
      watchdog.stop();
      abort.abort();
    };
    const endTry = (how: CallEnd) => {
      if (!current) return;
      leaveTry();
      const delayMs = how.type === 'failure' && output === 0 ? delayBeforeNextTry(how.failure, tries) : null;
      if (how.type === 'finish' || delayMs === null) end(how);
      else announceRetry(how.failure, delayMs);
    };
    const sink: CallSink = {
      headers: () => current && watchdog.signOfLife(),
      processing: () => {
        if (!current) return;
        watchdog.signOfLife();
        if (queued || output > 0 || markedAt !== null) return;
        queued = true;
        emit({ type: 'queued', at: clock.elapsed(), lane, model });
      },
      piece: (kind, content) => {
        if (!current) return;
        watchdog.output();
        if (markedAt !== null) markedAt = clock.elapsed();
        output += content.length;
        pieces.push(kind, content, clock.elapsed());
        if (output > LONGEST_ANSWER) endTry(failed({ code: 'bad-response' }));
      },
      doneMark: () => {
        if (!current) return;
        watchdog.stop();
        markedAt = clock.elapsed();
      },
    };
    settled(seat.call, abort.signal, sink).then(endTry);
  }

  function announceRetry(failure: Failure, delayMs: number): void {
    emit({ type: 'retry', at: clock.elapsed(), lane, model, try: tries + 1, delayMs, failure });
    leaveTry = clock.after(delayMs, beginTry);
  }

  function end(how: CallEnd | 'stopped'): void {
    if (over) return;
    over = true;
    leaveTry();
    cancelLongest();
    pieces.flush();
    const at = how === 'stopped' ? clock.elapsed() : (markedAt ?? clock.elapsed());
    emit(lastEvent(how, at));
    resolveEnded();
  }

  function lastEvent(how: CallEnd | 'stopped', at: number): LaneEvent {
    const timestamp = clock.timestampAt(at);
    if (how === 'stopped') {
      const unknown = { usage: null, cost: null, provider: null, servedModel: null };
      return { type: 'done', at, lane, model, timestamp, reason: 'stopped', ...unknown };
    }
    if (how.type === 'failure') {
      const failure = tries > 1 ? { ...how.failure, tries } : how.failure;
      return { type: 'error', at, lane, model, timestamp, failure };
    }
    const { reason, usage, cost, provider, servedModel } = how;
    return { type: 'done', at, lane, model, timestamp, reason, usage, cost, provider, servedModel };
  }
}

/** A call that throws, at once or later, has failed; what it threw stays inside the process. */
async function settled(call: ModelCall, signal: AbortSignal, sink: CallSink): Promise<CallEnd> {
  try {
    return await call(signal, sink);
  } catch {
    return failed({ code: 'unknown' });
  }
}
