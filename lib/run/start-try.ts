import type { FailureCode } from '@/lib/protocol/failure';
import type { Note } from '@/lib/protocol/note';
import type { CallEnd, ModelCall, PieceKind } from '../provider/model-call';
import type { Clock } from '../time/clock';

/** Is told what a try does, in this order: at most one `processing`; pieces and notes, with at most one `doneMark` among them; one `end`. */
export interface TryListener {
  /** The provider says that it is processing, before any output. */
  processing(): void;
  piece(kind: PieceKind, content: string): void;
  note(note: Note): void;
  /** The provider has marked the end; pieces may still follow. */
  doneMark(): void;
  /** The try has ended, or was ended because it was silent for too long. */
  end(end: CallEnd): void;
}

/**
 * Starts one try of a call, with its own watchdog and signal. After it has ended, or was left, the listener is told nothing
 * more, even if the call ignores its signal.
 *
 * @returns a function that leaves the try: it aborts the call and does not wait for it.
 */
export function startTry(call: ModelCall, clock: Clock, listener: TryListener): () => void {
  const abort = new AbortController();
  const watchdog = new Watchdog(clock, (code) => end(failedWith(code)));
  let over = false;
  let quiet = true;

  const sink = {
    alive: unlessOver(() => watchdog.signOfLife()),
    processing: unlessOver(() => {
      watchdog.signOfLife();
      if (quiet) listener.processing();
      quiet = false;
    }),
    piece: unlessOver((kind: PieceKind, content: string) => {
      watchdog.output();
      quiet = false;
      listener.piece(kind, content);
    }),
    note: unlessOver((note: Note) => {
      watchdog.output();
      quiet = false;
      listener.note(note);
    }),
    doneMark: unlessOver(() => {
      watchdog.stop();
      quiet = false;
      listener.doneMark();
    }),
  };
  settled(() => call(abort.signal, sink)).then(end);
  return leave;

  function unlessOver<Args extends unknown[]>(receive: (...args: Args) => void) {
    return (...args: Args) => {
      if (!over) receive(...args);
    };
  }

  function end(callEnd: CallEnd): void {
    if (over) return;
    leave();
    listener.end(callEnd);
  }

  function leave(): void {
    over = true;
    watchdog.stop();
    abort.abort();
  }
}

/** A call that throws has failed. What it threw stays in this process. */
async function settled(call: () => Promise<CallEnd>): Promise<CallEnd> {
  try {
    return await call();
  } catch {
    return failedWith('unknown');
  }
}

/** A failure that the engine reports, not the provider. */
export function failedWith(code: FailureCode): CallEnd {
  return { type: 'failure', failure: { code } };
}

/** How long a try may be silent, ms. */
export const LIMITS = {
  headers: 30_000,
  /** From the last sign of life to the first output; a lane's longest time is the only limit to signs of life. */
  firstOutput: 60_000,
  silence: 60_000,
} as const;

/**
 * Watches one try of a lane and says when it has been silent for too long. It keeps one deadline and one timer:
 * a sign of life moves the deadline, and the timer looks again when it fires.
 */
export class Watchdog {
  #deadline: number;
  #stage: 'headers' | 'first-output' | 'streaming' = 'headers';
  #cancel: (() => void) | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly onSilence: (code: FailureCode) => void,
  ) {
    this.#deadline = clock.now() + LIMITS.headers;
    this.#arm();
  }

  /** Headers or a processing comment: alive, no output yet. */
  signOfLife(): void {
    if (this.#stage === 'streaming') {
      this.output();
      return;
    }
    this.#stage = 'first-output';
    this.#deadline = this.clock.now() + LIMITS.firstOutput;
  }

  output(): void {
    this.#stage = 'streaming';
    this.#deadline = this.clock.now() + LIMITS.silence;
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #arm(): void {
    this.#cancel = this.clock.after(this.#deadline - this.clock.now(), () => {
      if (this.clock.now() < this.#deadline) return this.#arm();
      this.onSilence(this.#stage === 'streaming' ? 'stalled' : 'timed-out');
    });
  }
}
