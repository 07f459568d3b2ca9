import { MOST_NOTES, type Note, noteSchema } from '@/lib/protocol/note';
import { isObject, type JsonObject, readJson } from '../protocol/json';
import { isReportedError } from './failure-of';
import { readUsage, type UsageReport } from './usage-report';

/** `error`: the provider broke off. `stop` also stands for unknown reasons. */
export type FinishReason = 'stop' | 'length' | 'content_filter' | 'tool_calls' | 'error';

/** What a frame can contain. */
export type FramePart =
  | { kind: 'text' | 'reasoning'; content: string }
  /** The whole text or reasoning: a finished `message` instead of a `delta`. Parts of it may have come before. */
  | { kind: 'whole'; of: 'text' | 'reasoning'; content: string }
  | { kind: 'note'; note: Note }
  /** A tool call, or more of its arguments. The name is null if the frame has none. */
  | { kind: 'call'; name: string | null; id: string | null; index: number | null }
  | { kind: 'served'; model: string | null; provider: string | null }
  /** `isAlone`: the frame has no piece of the answer. */
  | { kind: 'usage'; report: UsageReport; isAlone: boolean }
  | { kind: 'error'; error: unknown }
  | { kind: 'finish'; reason: FinishReason };

/**
 * Takes a frame of a stream apart. This is the only place that knows the shapes in which providers send output. It reads
 * what it understands and ignores the rest.
 *
 * @param event the frame's event type, which most servers omit.
 * @returns the parts in the order in which they take effect; null when the data is not JSON.
 */
export function framePartsOf(data: string, event?: string): FramePart[] | null {
  if (data.trim() === '') return [];
  const value = readJson(data);
  if (value === undefined) return null;
  return listOf(value)
    .filter(isObject)
    .flatMap((frame) => partsOf(frame, event === 'error'));
}

function partsOf(frame: JsonObject, isError: boolean): FramePart[] {
  const choices = choicesOf(frame);
  const output = choices.flatMap(outputOf);
  const hasPiece = output.some(isPiece);
  return [
    ...servedIn(frame),
    ...output,
    ...sourcesIn(frame.citations),
    ...[frame, ...choices].flatMap(({ usage }) => usageIn(usage, !hasPiece)),
    ...errorIn([frame, ...choices], isError, hasPiece),
    ...choices.flatMap((choice) => finishIn(choice.finish_reason)),
  ];
}

/** We request one choice. If several come, the first with content counts; it may be in parts. */
function choicesOf({ choices }: JsonObject): JsonObject[] {
  const all = listOf(choices).filter(isObject);
  if (all.length < 2) return all;
  const first = all.find((choice) => outputOf(choice).length > 0) ?? all[0];
  return all.filter(({ index }) => index === first?.index);
}

/** What a delta may contain besides its reasoning, and how it is read. */
const FIELDS: readonly [string, (value: unknown) => FramePart[]][] = [
  ['content', contentIn],
  ['refusal', (value) => piecesOf('text', textIn(value))],
  ['audio', (value) => piecesOf('text', isObject(value) ? textIn(value.transcript) : '')],
  ['annotations', sourcesIn],
  ['images', picturesIn],
  ['tool_calls', callsIn],
  ['function_call', callsIn],
];

/** The fields in which providers send the same reasoning: the first that has any is read. */
const REASONING_FIELDS = ['reasoning_details', 'reasoning', 'reasoning_content', 'thinking'];

function outputOf(choice: JsonObject): FramePart[] {
  const { delta, message, text } = choice;
  const parts = isObject(delta) ? partsIn(delta) : [];
  if (parts.length > 0) return parts;
  const isFinished = finishIn(choice.finish_reason).length > 0;
  // Besides an empty delta, a message may repeat all output so far.
  if (!isObject(message) || (isObject(delta) && !isFinished)) return piecesOf('text', textIn(text));
  return isFinished ? wholeOf(partsIn(message)) : partsIn(message);
}

/** Joins the text of a finished message into one part, and its reasoning into another. */
function wholeOf(parts: readonly FramePart[]): FramePart[] {
  const whole = (['reasoning', 'text'] as const).flatMap((of): FramePart[] => {
    const content = parts.map((part) => (part.kind === of ? part.content : '')).join('');
    return content === '' ? [] : [{ kind: 'whole', of, content }];
  });
  return [...whole, ...parts.filter(({ kind }) => kind !== 'text' && kind !== 'reasoning')];
}

function partsIn(delta: JsonObject): FramePart[] {
  const reasoning = REASONING_FIELDS.map((name) => textIn(delta[name])).find((text) => text !== '') ?? '';
  const parts = piecesOf('reasoning', reasoning);
  for (const [name, read] of FIELDS) {
    const value = delta[name];
    if (value === null || value === undefined || value === '') continue;
    // Not push(...parts): a call can have only so many arguments.
    for (const part of read(value)) parts.push(part);
  }
  return parts;
}

/** The deepest nesting of parts of content that is read; no provider nests deeper. */
const DEEPEST = 8;

/** A text, or parts of one: text, reasoning, pictures, tools. */
function contentIn(value: unknown, depth = 0): FramePart[] {
  if (Array.isArray(value)) return depth > DEEPEST ? [] : value.flatMap((item) => contentIn(item, depth + 1));
  if (typeof value === 'number') return piecesOf('text', String(value));
  if (!isObject(value)) return piecesOf('text', textIn(value));
  const type = typeof value.type === 'string' ? value.type : '';
  if (/think|reason/.test(type)) return piecesOf('reasoning', textIn(value));
  if (/image/.test(type)) return picturesIn(value);
  if (/tool|function/.test(type)) return callsIn(value);
  const text = typeof value.text === 'number' ? String(value.text) : textIn(value);
  return [...piecesOf('text', text), ...sourcesIn(value.annotations)];
}

/** The fields in which an object has its text. Encrypted reasoning has none. */
const TEXT_FIELDS = ['text', 'summary', 'content', 'thinking', 'reasoning', 'refusal', 'value', 'parts'];

/** @returns all text in a value of any shape; '' when there is none. */
function textIn(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value;
  if (depth > DEEPEST) return '';
  if (Array.isArray(value)) return value.map((item) => textIn(item, depth + 1)).join('');
  if (!isObject(value)) return '';
  return TEXT_FIELDS.reduce((found, name) => found || textIn(value[name], depth + 1), '');
}

function piecesOf(kind: 'text' | 'reasoning', content: string): FramePart[] {
  return content === '' ? [] : [{ kind, content }];
}

/** Whether the part is a piece of the answer itself. */
export function isPiece({ kind }: FramePart): boolean {
  return kind === 'text' || kind === 'whole' || kind === 'reasoning';
}

const LONGEST_ADDRESS = 2048;
const LONGEST_NAME = 300;

/** Reads no more of a list than an answer keeps. */
function sourcesIn(value: unknown): FramePart[] {
  return listOf(value, MOST_NOTES).flatMap((item) => {
    const citation = isObject(item) && isObject(item.url_citation) ? item.url_citation : item;
    const { url, title } = isObject(citation) ? citation : { url: citation, title: '' };
    if (typeof url !== 'string' || url.length > LONGEST_ADDRESS) return [];
    const source = noteSchema.safeParse({ kind: 'source', url, title: nameIn(title) ?? '' });
    return source.success ? [{ kind: 'note', note: source.data }] : [];
  });
}

/** Reports pictures by their type; the picture itself is dropped. */
function picturesIn(value: unknown): FramePart[] {
  return listOf(value, MOST_NOTES).flatMap((image) => {
    if (typeof image === 'string' ? image === '' : !isObject(image) || Object.keys(image).length === 0) return [];
    return [{ kind: 'note', note: { kind: 'picture', mediaType: mediaTypeOf(image) } }];
  });
}

function mediaTypeOf(image: unknown): string {
  const address = isObject(image) ? (image.image_url ?? image.url) : image;
  const url = isObject(address) ? address.url : address;
  const mediaType = typeof url === 'string' && /^data:([\w.+-]+\/[\w.+-]+)[;,]/.exec(url.slice(0, LONGEST_NAME))?.[1];
  return mediaType || 'image/*';
}

/** The most tool calls of an answer that are told apart. */
export const MOST_CALLS = 1000;

function callsIn(value: unknown): FramePart[] {
  return listOf(value, MOST_CALLS).flatMap((call) => {
    if (!isObject(call)) return [];
    const request = isObject(call.function) ? call.function : call;
    const name = nameIn(request.name);
    if (name === null && !isObject(call.function) && request.arguments === undefined) return [];
    const index = typeof call.index === 'number' ? call.index : null;
    return [{ kind: 'call', name, id: nameIn(call.id), index }];
  });
}

function servedIn(frame: JsonObject): FramePart[] {
  const model = nameIn(frame.model);
  const provider = nameIn(frame.provider);
  return model === null && provider === null ? [] : [{ kind: 'served', model, provider }];
}

function usageIn(usage: unknown, isAlone: boolean): FramePart[] {
  return isObject(usage) ? [{ kind: 'usage', report: readUsage(usage), isAlone }] : [];
}

/** Some servers put the fields of an error into the frame itself and call it an error. With output, a mere text is no error. */
function errorIn([frame, ...choices]: JsonObject[], isError: boolean, hasOutput: boolean): FramePart[] {
  const isBare = isError || frame?.object === 'error' || frame?.type === 'error';
  const candidates = [frame?.error, ...choices.map(({ error }) => error), isBare ? frame : null];
  const error = candidates.find((value) => isReportedError(value) && !(hasOutput && typeof value === 'string'));
  if (error === undefined) return [];
  return [{ kind: 'error', error: typeof error === 'string' ? { ...frame, message: error } : error }];
}

/** OpenRouter's reasons, and those of servers that pass on the reasons of their models. */
const FINISHES: readonly [RegExp, FinishReason][] = [
  [/error/i, 'error'],
  [/length|max_?(\w+_)?tokens/i, 'length'],
  [/filter|safety|sensitive|prohibited/i, 'content_filter'],
  [/tool|function/i, 'tool_calls'],
];

function finishIn(reason: unknown): FramePart[] {
  if (typeof reason !== 'string' || reason.trim() === '') return [];
  return [{ kind: 'finish', reason: FINISHES.find(([words]) => words.test(reason))?.[1] ?? 'stop' }];
}

/** @returns a short name for people to read; null for anything else. */
function nameIn(value: unknown): string | null {
  const name =
    typeof value === 'string'
      ? value
          .trim()
          .slice(0, LONGEST_NAME)
          .replace(/\p{Cs}/gu, '\ufffd')
      : '';
  return name === '' ? null : name;
}

/** @param most the most elements that are returned. */
function listOf(value: unknown, most = Number.POSITIVE_INFINITY): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) return [value];
  return value.length > most ? value.slice(0, most) : value;
}
