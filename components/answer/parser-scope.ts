import type { Env } from 'markdown-it';
import type { Definitions, Reference } from './definitions';

/** In characters. Three characters of text can refer to a definition, and each time it stands in the page in full. */
const REFERENCE_LIMIT = 500;

/** What can be referred to while one block is parsed: what earlier blocks define, and what it defines itself. */
export class ParserScope {
  /** To parse with. markdown-it looks up and defines link destinations in it, by normalised label. */
  readonly env: Env & { scope: ParserScope };
  /** How many definitions of links were not taken, because they are too many or too long. */
  refused = 0;
  /** More text is expected at the end. */
  open: boolean;
  readonly #known: Definitions;
  /** Key of the block. */
  readonly #block: number;
  readonly #references = new Map<string, Reference>();
  readonly #footnotes = new Map<string, number>();

  constructor(known: Definitions, block: number, open = false) {
    this.open = open;
    this.#known = known;
    this.#block = block;
    const references = new Proxy(Object.create(null), {
      get: (_, label) => this.#reference(String(label)),
      set: (_, label, value) => this.#define(String(label), value),
    });
    this.env = { references, scope: this };
  }

  /** The scope of a state of the parser; `undefined` where only the shape of blocks is asked for. */
  static of({ env }: { env: Env }): ParserScope | undefined {
    return env.scope as ParserScope | undefined;
  }

  /** The key of the block that defines the footnote first. */
  footnote(label: string): number | undefined {
    return this.#known.footnote(label) ?? this.#footnotes.get(label);
  }

  /** Beyond the limit a footnote is shown, but nothing can refer to it. */
  defineFootnote(label: string): void {
    if (!this.#isFull && this.footnote(label) === undefined) this.#footnotes.set(label, this.#block);
  }

  /** All definitions known after the block. */
  definitions(): Definitions {
    return this.#known.with(this.#references, this.#footnotes);
  }

  get #isFull(): boolean {
    return this.#references.size + this.#footnotes.size >= this.#known.room;
  }

  #define(label: string, reference: Reference): true {
    const isTooLong = reference.href.length + reference.title.length > REFERENCE_LIMIT;
    if (isTooLong || this.#isFull) this.refused++;
    else this.#references.set(label, reference);
    return true;
  }

  #reference(label: string): Reference | undefined {
    return this.#known.reference(label) ?? this.#references.get(label);
  }
}
