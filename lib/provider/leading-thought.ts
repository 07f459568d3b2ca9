import { VISIBLE } from '../protocol/text';

/** A piece of an answer, as it arrived. Never empty. */
export interface Piece {
  kind: 'text' | 'reasoning';
  content: string;
}

/** Tags around reasoning that a model writes into its text, if its server does not remove it; each with its closing tag. */
const TAGS = [
  ['<think>', '</think>'],
  ['<thinking>', '</thinking>'],
] as const;

/** The most white space that is held, UTF-16 units, so that it cannot fill the memory. */
const MOST_HELD = 64 * 1024;

/** Appends to the white space that waits for a visible character. */
export function withBlank(held: string, more: string): string {
  return held.length < MOST_HELD ? held + more : held;
}

/** Whether the text has no visible character. */
export function isBlank(content: string): boolean {
  return !VISIBLE.test(content);
}

/**
 * Reads the text of an answer piece by piece and separates a thought in tags at its beginning from the rest. Anywhere else a
 * tag is text. White space waits for the first visible character; around the tags it is dropped. Each character is read a
 * bounded number of times, wherever the text is cut.
 */
export class LeadingThought {
  #at: 'start' | 'thought' | 'gap' | 'text' = 'start';
  /** White space that waits for a visible character. */
  #blank = '';
  /** The possible beginning of a tag. */
  #tag = '';
  #closing = '';
  /** The last character before `#tag`; '' at the beginning of the thought, before anything visible. */
  #last = '';

  push(content: string): Piece[] {
    switch (this.#at) {
      case 'start':
        return this.#start(content);
      case 'thought':
        return this.#think(content);
      case 'gap':
        return this.#resume(content);
      case 'text':
        return pieces('text', content);
    }
  }

  /** @returns the text that was held as a possible tag. White space at the end is dropped. */
  end(): Piece[] {
    const held = this.#tag;
    this.#tag = '';
    if (this.#at === 'start' && held !== '') return pieces('text', this.#blank + held);
    return this.#at === 'thought' && held !== this.#closing ? this.#thought(held) : [];
  }

  #start(content: string): Piece[] {
    const visible = this.#tag === '' ? content.search(VISIBLE) : 0;
    this.#blank = withBlank(this.#blank, visible < 0 ? content : content.slice(0, visible));
    if (visible < 0) return [];
    const head = this.#tag + content.slice(visible);
    this.#tag = '';
    if (TAGS.some(([opening]) => head.length < opening.length && opening.startsWith(head))) {
      this.#tag = head;
      return [];
    }
    const tags = isIndented(this.#blank) ? undefined : TAGS.find(([opening]) => head.startsWith(opening));
    if (!tags) {
      this.#at = 'text';
      return pieces('text', this.#blank + head);
    }
    this.#at = 'thought';
    this.#blank = '';
    this.#closing = tags[1];
    return this.#think(head.slice(tags[0].length));
  }

  #think(content: string): Piece[] {
    const all = this.#tag + content;
    const { from, closed } = this.#findClosing(all);
    this.#tag = closed ? '' : all.slice(from);
    const thought = this.#thought(all.slice(0, from));
    if (!closed) return thought;
    this.#at = 'gap';
    this.#blank = '';
    return [...thought, ...this.#resume(all.slice(from + this.#closing.length))];
  }

  /** Where the closing tag is, or may begin. In a code span it is not a tag. */
  #findClosing(all: string): { from: number; closed: boolean } {
    const closing = this.#closing;
    for (let from = all.indexOf(closing); from >= 0; from = all.indexOf(closing, from + 1)) {
      if ((from > 0 ? all[from - 1] : this.#last) !== '`') return { from, closed: true };
      const after = all[from + closing.length];
      if (after === undefined) return { from, closed: false };
      if (after !== '`') return { from, closed: true };
    }
    for (let length = Math.min(closing.length - 1, all.length); length > 0; length--) {
      if (closing.startsWith(all.slice(-length))) return { from: all.length - length, closed: false };
    }
    return { from: all.length, closed: false };
  }

  #thought(content: string): Piece[] {
    const end = content.trimEnd().length;
    if (end === 0) {
      if (this.#last === '') return [];
      this.#blank = withBlank(this.#blank, content);
      this.#last = content.slice(-1) || this.#last;
      return [];
    }
    const thought = this.#last === '' ? content.slice(0, end).trimStart() : this.#blank + content.slice(0, end);
    this.#blank = content.slice(end);
    this.#last = content.slice(-1);
    return pieces('reasoning', thought);
  }

  /** After the closing tag: keeps only the indentation of the first line with a visible character. */
  #resume(content: string): Piece[] {
    const visible = content.search(VISIBLE);
    this.#blank = withBlank(this.#blank, visible < 0 ? content : content.slice(0, visible));
    if (visible < 0) return [];
    this.#at = 'text';
    const line = this.#blank.lastIndexOf('\n');
    return pieces('text', (line < 0 ? '' : this.#blank.slice(line + 1)) + content.slice(visible));
  }
}

/** A line with so much indentation is code. */
function isIndented(blank: string): boolean {
  const line = blank.slice(blank.lastIndexOf('\n') + 1);
  return line.length >= 4 || line.includes('\t');
}

function pieces(kind: Piece['kind'], content: string): Piece[] {
  return content === '' ? [] : [{ kind, content }];
}
