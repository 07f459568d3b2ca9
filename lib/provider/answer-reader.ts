import type { Note } from '@/lib/protocol/note';
import { type FinishReason, type FramePart, framePartsOf, isPiece, MOST_CALLS } from './frame-parts';
import { isBlank, LeadingThought, type Piece, withBlank } from './leading-thought';
import { UpstreamError } from './upstream-error';
import type { UsageReport } from './usage-report';

/** Is told what an answer contains besides its pieces. */
export interface AnswerListener {
  onNote(note: Note): void;
  /** May be called several times. */
  onUsage(report: UsageReport): void;
  /** The answer is over, and usage came after its last piece in its own frame, which marks an end. */
  onUsageAtEnd(): void;
  /**
   * Why there is no answer, or not all of it: an error that the provider reports, or what we observed. Pieces, or a more
   * precise error, may still follow.
   */
  onFailure(error: unknown): void;
}

/** What is passed on to the provider package. */
export type AnswerPart =
  | Piece
  | { kind: 'served'; model: string | null; provider: string | null }
  | { kind: 'finish'; reason: FinishReason };

/** How much of the beginning of the text is kept to recognise a repetition, UTF-16 units. */
const BEGINNING = 64;

/** The beginning and the length of a text. */
class Known {
  #beginning = '';
  #units = 0;

  get isEmpty(): boolean {
    return this.#units === 0;
  }

  add(content: string): void {
    if (this.#units < BEGINNING) this.#beginning = (this.#beginning + content).slice(0, BEGINNING);
    this.#units += content.length;
  }

  /** @returns what follows this text in one that begins with it, apart from white space at the end; null if it does not. */
  restOf(text: string): string | null {
    return text.startsWith(this.#beginning.trimEnd()) ? text.slice(this.#units) : null;
  }
}

/**
 * Reads the frames of one answer. It merges neighbouring pieces, and holds white space until the first visible character of
 * text or reasoning. After text and a finish, no later frame makes the answer fail.
 */
export class AnswerReader {
  #parts: AnswerPart[] = [];
  #text = new LeadingThought();
  #blankReasoning = '';
  #hasReasoning = false;
  /** Text or a note was passed on. */
  #answered = false;
  #finished = false;
  #hasUsageLast = false;
  /** The provider reported that it broke off; a later finish does not change that. */
  #brokeOff = false;
  #isBroken = false;
  #isOver = false;
  /** The text of the deltas, as it came. */
  #came = new Known();
  /** The same as it was passed on: without thoughts in tags and white space before it. */
  #passedOn = new Known();
  #served = '';
  #calls = new Set<string>();
  #hasNamelessCall = false;

  constructor(private readonly listener: AnswerListener) {}

  /** The provider reported an error: nothing that follows belongs to the answer. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** @param event the frame's own type. */
  read(data: string, event?: string): void {
    if (this.#isOver) return;
    const parts = framePartsOf(data, event);
    if (parts) for (const part of parts) this.#take(part);
    else if (!this.#finished && !this.#isBroken) {
      this.#isBroken = true;
      this.listener.onFailure(new UpstreamError('not-json'));
    }
  }

  /** Reads the last frame, which may be incomplete. */
  readLast(data: string, event?: string): void {
    if (data !== '' && framePartsOf(data, event)) this.read(data, event);
  }

  /** The provider has marked the end. */
  doneMark(): void {
    this.#finished = true;
  }

  /** The stream broke, or we broke it off. */
  fail(error: unknown): void {
    if (!this.#finished) this.listener.onFailure(error);
  }

  /** @returns the parts since the last call, in order. */
  takeParts(): AnswerPart[] {
    return this.#parts.splice(0);
  }

  /** No more frames will come. */
  end(): void {
    for (const piece of this.#text.end()) this.#push(piece);
    if (this.#hasNamelessCall && this.#calls.size === 0) this.listener.onNote({ kind: 'tool', name: '' });
    if (this.#hasUsageLast) this.listener.onUsageAtEnd();
  }

  #take(part: FramePart): void {
    if (this.#isOver) return;
    if (isPiece(part)) this.#hasUsageLast = false;
    switch (part.kind) {
      case 'text':
        this.#came.add(part.content);
        this.#takeText(part.content);
        break;
      case 'whole':
        this.#takeWhole(part);
        break;
      case 'reasoning':
        this.#takeReasoning(part.content);
        break;
      case 'note':
        this.#takeNote(part.note);
        break;
      case 'call':
        this.#takeCall(part);
        break;
      case 'usage':
        this.#takeUsage(part);
        break;
      case 'served':
        this.#takeServed(part);
        break;
      case 'error':
        this.#takeError(part.error);
        break;
      case 'finish':
        this.#takeFinish(part.reason);
        break;
      default:
        part satisfies never;
    }
  }

  /** @returns what a finished message contains beyond the deltas. */
  #takeWhole({ of, content }: Extract<FramePart, { kind: 'whole' }>): void {
    if (of === 'text')
      this.#takeText(this.#came.restOf(content) ?? this.#passedOn.restOf(content.trimStart()) ?? content);
    else if (!this.#hasReasoning) this.#takeReasoning(content);
  }

  #takeText(content: string): void {
    for (const piece of this.#text.push(content)) this.#push(piece);
  }

  #takeReasoning(content: string): void {
    if (!this.#hasReasoning && isBlank(content)) this.#blankReasoning = withBlank(this.#blankReasoning, content);
    else this.#push({ kind: 'reasoning', content: this.#blankReasoning + content });
  }

  #push(piece: Piece): void {
    if (piece.kind === 'text') {
      this.#answered = true;
      this.#passedOn.add(this.#passedOn.isEmpty ? piece.content.trimStart() : piece.content);
    } else {
      this.#hasReasoning = true;
      this.#blankReasoning = '';
    }
    const last = this.#parts.at(-1);
    if (last?.kind === piece.kind) last.content += piece.content;
    else this.#parts.push({ ...piece });
  }

  #takeNote(note: Note): void {
    this.#answered = true;
    this.listener.onNote(note);
  }

  /** Reports each tool call once: its name comes with the first of its frames, or with all of them. */
  #takeCall({ name, id, index }: Extract<FramePart, { kind: 'call' }>): void {
    this.#hasNamelessCall ||= name === null;
    if (name === null) return;
    const keys = [`${index} ${name}`, ...(id === null ? [] : [`id ${id}`])];
    const isKnown = this.#calls.has(keys.at(-1) ?? '');
    if (isKnown || this.#calls.size > MOST_CALLS) return;
    for (const key of keys) this.#calls.add(key);
    this.#takeNote({ kind: 'tool', name });
  }

  #takeUsage({ report, isAlone }: Extract<FramePart, { kind: 'usage' }>): void {
    if (report.usage !== null || report.cost !== null) this.#hasUsageLast = isAlone;
    this.listener.onUsage(report);
  }

  /** Every frame names the model that serves the answer. */
  #takeServed(part: Extract<AnswerPart, { kind: 'served' }>): void {
    const served = JSON.stringify(part);
    if (served !== this.#served) this.#parts.push(part);
    this.#served = served;
  }

  #takeError(error: unknown): void {
    if (this.#finished && this.#answered) return;
    this.#isOver = true;
    this.listener.onFailure(error);
  }

  #takeFinish(reason: FinishReason): void {
    if (reason === 'error' ? this.#finished && this.#answered : this.#brokeOff) return;
    if (reason === 'error') this.#brokeOff = true;
    else this.#finished = true;
    this.#hasNamelessCall ||= reason === 'tool_calls';
    this.#parts.push({ kind: 'finish', reason });
  }
}
