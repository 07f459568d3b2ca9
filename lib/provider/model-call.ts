import type { Failure } from '@/lib/protocol/failure';
import type { Note } from '@/lib/protocol/note';
import type { BILLERS, Usage } from '@/lib/protocol/run-event';

/**
 * One try at asking a model. It tells the sink what comes as it comes, and resolves once with how it ended.
 * It must close what it opened when the signal fires; the lane does not wait for it to do so, and ignores
 * whatever a call that is deaf to its signal still says.
 */
export type ModelCall = (signal: AbortSignal, sink: CallSink) => Promise<CallEnd>;

export interface CallSink {
  /** Headers have come, or frames, whether or not there is output in them. */
  alive(): void;
  /** The provider says that it is processing, without any output yet. */
  processing(): void;
  /** A piece of output. Never empty. */
  piece(kind: PieceKind, content: string): void;
  /** Something that came beside the text. */
  note(note: Note): void;
  /** The provider's mark that nothing more is meant to come; what is waited for after it counts in no figure. */
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
