import type { Failure } from '@/lib/protocol/failure';
import type { Note } from '@/lib/protocol/note';
import type { BILLERS, Usage } from '@/lib/protocol/run-event';

/**
 * Calls a model once. It tells the sink what arrives, and resolves with how the call ended. When the signal fires it must
 * close what it opened. The lane does not wait for that, and ignores what a call says after its signal.
 */
export type ModelCall = (signal: AbortSignal, sink: CallSink) => Promise<CallEnd>;

export interface CallSink {
  /** Headers or frames have come, with or without output. */
  alive(): void;
  /** The provider says that it is processing. */
  processing(): void;
  /** A piece of output. Never empty. */
  piece(kind: PieceKind, content: string): void;
  /** Something besides the text. */
  note(note: Note): void;
  /** The provider has marked the end. The wait for more pieces counts in no figure. */
  doneMark(): void;
}

export type PieceKind = 'reasoning' | 'text';

export type CallEnd =
  | {
      type: 'finish';
      reason: 'stop' | 'length' | 'filtered';
      usage: Usage | null;
      /** USD. */
      cost: number | null;
      billedBy: (typeof BILLERS)[number];
      provider: string | null;
      servedModel: string | null;
    }
  | { type: 'failure'; failure: Failure };

export function failed(failure: Failure): CallEnd {
  return { type: 'failure', failure };
}
