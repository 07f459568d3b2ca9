import type { PieceKind } from '../provider/model-call';
import type { Clock } from '../time/clock';

/** Receives a merged piece; `at` is when its first part arrived, ms since the run began. */
export type MergedPiece = (kind: PieceKind, content: string, at: number) => void;

/**
 * Merges the pieces of one lane that arrive within {@link HOLD_MS}. The first piece of a lane passes at once, so no first
 * token waits. What it emits is well-formed: if a piece ends within a surrogate pair, the half waits for the next piece; a
 * half without its partner becomes U+FFFD.
 */
export class PieceMerger {
  #held: { kind: PieceKind; content: string; at: number } | null = null;
  #first = true;
  readonly #halves: Record<PieceKind, string> = { text: '', reasoning: '' };

  constructor(
    private readonly hold: HoldTimer,
    private readonly emit: MergedPiece,
  ) {}

  push(kind: PieceKind, piece: string, at: number): void {
    const joined = this.#halves[kind] + piece;
    this.#halves[kind] = /[\ud800-\udbff]$/.exec(joined.slice(-1))?.[0] ?? '';
    const content = joined.slice(0, joined.length - this.#halves[kind].length).toWellFormed();
    if (content !== '') this.#take(kind, content, at);
  }

  #take(kind: PieceKind, content: string, at: number): void {
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

  /** Emits what is held. */
  flush(): void {
    const held = this.#held;
    if (!held) return;
    this.#held = null;
    this.hold.leave(this.#flush);
    this.emit(held.kind, held.content, held.at);
  }

  /** Emits what is held, after the last piece. */
  end(at: number): void {
    for (const kind of ['reasoning', 'text'] as const)
      if (this.#halves[kind] !== '') this.#take(kind, this.#halves[kind].toWellFormed(), at);
    this.flush();
  }

  #flush = () => this.flush();
}

/** How long a piece is held at most, ms: less than a frame of the screen, so that nobody sees it. */
export const HOLD_MS = 16;

/** One timer for all lanes that hold a piece. It fires {@link HOLD_MS} after the first lane joined, and flushes all of them. */
export class HoldTimer {
  #waiting = new Set<() => void>();
  #cancel: (() => void) | null = null;

  constructor(private readonly clock: Clock) {}

  join(flush: () => void): void {
    this.#waiting.add(flush);
    this.#cancel ??= this.clock.after(HOLD_MS, () => this.#fire());
  }

  leave(flush: () => void): void {
    this.#waiting.delete(flush);
    if (this.#waiting.size > 0) return;
    this.#cancel?.();
    this.#cancel = null;
  }

  #fire(): void {
    this.#cancel = null;
    const due = [...this.#waiting];
    this.#waiting.clear();
    for (const flush of due) flush();
  }
}
