import type { PieceKind } from '../provider/model-call';
import type { Clock } from '../time/clock';

/** Called with each merged piece; `at` is when its first part came, ms since the run began. */
export type MergedPiece = (kind: PieceKind, content: string, at: number) => void;

/**
 * Merges the small pieces of one lane that come within one hold. The first piece of a lane is let through at
 * once: nobody's first token waits for another. What it lets through is well-formed: a piece may end within a character,
 * whose half waits for the next piece, and a half without its other is U+FFFD.
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

  /** Emits what is held, now. */
  flush(): void {
    const held = this.#held;
    if (!held) return;
    this.#held = null;
    this.hold.leave(this.#flush);
    this.emit(held.kind, held.content, held.at);
  }

  /** No more comes. Emits what is held. */
  end(at: number): void {
    for (const kind of ['reasoning', 'text'] as const)
      if (this.#halves[kind] !== '') this.#take(kind, this.#halves[kind].toWellFormed(), at);
    this.flush();
  }

  #flush = () => this.flush();
}

/** How long a piece may be held to be merged with the next, ms: under a frame of the screen, so nobody sees it. */
export const HOLD_MS = 16;

/**
 * One timer for all lanes that hold a piece, instead of one for each: it fires at most {@link HOLD_MS} after the
 * first joined, and lets all of them go together.
 */
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
