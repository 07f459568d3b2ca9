import type { HoldTimer } from './hold-timer';
import type { PieceKind } from './model-call';

/** Called with each merged piece; `at` is when its first part came, ms since the run began. */
export type MergedPiece = (kind: PieceKind, content: string, at: number) => void;

/**
 * Merges the small pieces of one lane that come within one hold. The first piece of a lane is let through at
 * once: nobody's first token waits for another.
 */
export class PieceMerger {
  #held: { kind: PieceKind; content: string; at: number } | null = null;
  #first = true;

  constructor(
    private readonly hold: HoldTimer,
    private readonly emit: MergedPiece,
  ) {}

  push(kind: PieceKind, content: string, at: number): void {
    if (this.#first) {
      this.#first = false;
      this.emit(kind, content, at);
      return;
    }
    if (this.#held && this.#held.kind !== kind) this.flush();
    if (this.#held) {
      this.#held.content += content;
      return;
    }
    this.#held = { kind, content, at };
    this.hold.join(this.#flush);
  }

  /** Emits what is held, now. */
  flush(): void {
    const held = this.#held;
    if (!held) return;
    this.#held = null;
    this.hold.leave(this.#flush);
    this.emit(held.kind, held.content, held.at);
  }

  #flush = () => this.flush();
}
