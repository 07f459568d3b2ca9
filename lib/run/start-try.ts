import type { FailureCode } from '@/lib/protocol/failure';
import type { Note } from '@/lib/protocol/note';
import type { CallEnd, ModelCall, PieceKind } from '../provider/model-call';
import type { Clock } from '../time/clock';
import { Watchdog } from './watchdog';

/** Hears a try, in this order: at most one `processing`, pieces and notes, at most one `doneMark` between them, one `end`. */
export interface TryListener {
  /** The provider says that it is processing, before any output. */
  processing(): void;
  piece(kind: PieceKind, content: string): void;
  note(note: Note): void;
  /** The provider has marked the end; pieces may still come. */
  doneMark(): void;
  /** The try is over, by itself or by its silence. */
  end(how: CallEnd): void;
}

/**
 * Starts one try of a call, under a watchdog and a signal of its own. Once it has ended, or was left, nothing of it
 * is heard any more, whatever a call that is deaf to its signal goes on saying.
 *
 * @returns leaves the try: its call is told to close, and is not waited for.
 */
export function startTry(call: ModelCall, clock: Clock, listener: TryListener): () => void {
  const abort = new AbortController();
  const watchdog = new Watchdog(clock, (code) => end(failedWith(code)));
  let over = false;
  let quiet = true;

  const sink = {
    alive: heard(() => watchdog.signOfLife()),
    processing: heard(() => {
      watchdog.signOfLife();
      if (quiet) listener.processing();
      quiet = false;
    }),
    piece: heard((kind: PieceKind, content: string) => {
      watchdog.output();
      quiet = false;
      listener.piece(kind, content);
    }),
    note: heard((note: Note) => {
      watchdog.output();
      quiet = false;
      listener.note(note);
    }),
    doneMark: heard(() => {
      watchdog.stop();
      quiet = false;
      listener.doneMark();
    }),
  };
  settled(() => call(abort.signal, sink)).then(end);
  return leave;

  function heard<Said extends unknown[]>(hear: (...said: Said) => void) {
    return (...said: Said) => {
      if (!over) hear(...said);
    };
  }

  function end(how: CallEnd): void {
    if (over) return;
    leave();
    listener.end(how);
  }

  function leave(): void {
    over = true;
    watchdog.stop();
    abort.abort();
  }
}

/** A call that throws, at once or later, has failed; what it threw stays inside the process. */
async function settled(call: () => Promise<CallEnd>): Promise<CallEnd> {
  try {
    return await call();
  } catch {
    return failedWith('unknown');
  }
}

/** An end that the engine gives a call, not its provider. */
export function failedWith(code: FailureCode): CallEnd {
  return { type: 'failure', failure: { code } };
}
