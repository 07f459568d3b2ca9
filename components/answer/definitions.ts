import { markdownParser } from './parse-markdown';
import { ParserScope } from './parser-scope';

export interface Reference {
  href: string;
  title: string;
}

/** The most that one answer may define, links and footnotes together. An answer to be read has a few dozen. */
const DEFINITION_LIMIT = 1000;

/** What was defined, in order. Only ever appended to. */
interface Log {
  size: number;
  /** By markdown-it's normalised label; `at` is the place in the log. */
  references: Map<string, { at: number; value: Reference }>;
  /** By label; the value is the key of the block that defines it. */
  footnotes: Map<string, { at: number; value: number }>;
}

/**
 * What the blocks up to some point of an answer define for each other. Never changes once made. All of an answer's
 * values share one log and differ in how much of it they see, so that knowing more costs no copy of what was known.
 */
export class Definitions {
  readonly #log: Log;
  readonly #size: number;

  private constructor(log: Log, size: number) {
    this.#log = log;
    this.#size = size;
  }

  static none(): Definitions {
    return new Definitions({ size: 0, references: new Map(), footnotes: new Map() }, 0);
  }

  reference(label: string): Reference | undefined {
    return this.#seen(this.#log.references.get(label));
  }

  /** The key of the block that defines the footnote first. */
  footnote(label: string): number | undefined {
    return this.#seen(this.#log.footnotes.get(label));
  }

  /** How many more may be defined. */
  get room(): number {
    return DEFINITION_LIMIT - this.#size;
  }

  /** Adds definitions with labels that are not known yet. The same object when there are none. */
  with(references: ReadonlyMap<string, Reference>, footnotes: ReadonlyMap<string, number>): Definitions {
    if (references.size + footnotes.size === 0) return this;
    // Somebody else went on from here: what was added then is not to be seen from here on.
    const log = this.#log.size === this.#size ? this.#log : this.#copyOfLog();
    for (const [label, value] of references) log.references.set(label, { at: log.size++, value });
    for (const [label, value] of footnotes) log.footnotes.set(label, { at: log.size++, value });
    return new Definitions(log, log.size);
  }

  #seen<Value>(entry: { at: number; value: Value } | undefined): Value | undefined {
    return entry && entry.at < this.#size ? entry.value : undefined;
  }

  #copyOfLog(): Log {
    const seen = <Value>(entries: Map<string, { at: number; value: Value }>) =>
      new Map([...entries].filter(([, { at }]) => at < this.#size));
    return { size: this.#size, references: seen(this.#log.references), footnotes: seen(this.#log.footnotes) };
  }
}

/** The definitions known after a block. The same object when the block defines nothing new; the first definition wins. */
export function parseDefinitions(source: string, known: Definitions, key: number): Definitions {
  // No definition without it, and hardly any other text has it.
  if (known.room === 0 || !source.includes(']:')) return known;
  const scope = new ParserScope(known, key);
  markdownParser.block.parse(source, markdownParser, scope.env, []);
  return scope.definitions();
}
