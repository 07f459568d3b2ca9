import { MOST_NOTES, type Note, noteSchema } from '@/lib/protocol/note';
import { isToldError } from './failure-of';
import { isObject, type JsonObject } from './json-object';
import { readUsage, type UsageReport } from './usage-report';

/** `error` is none: the provider says that it broke off. `stop` is every other reason that is not known. */
export type FinishReason = 'stop' | 'length' | 'content_filter' | 'tool_calls' | 'error';

/** Everything that a frame can hold. */
export type FramePart =
  | { kind: 'text' | 'reasoning'; content: string }
  /** All of the text or the reasoning, which may have come before: a finished `message` in the place of a `delta`. */
  | { kind: 'whole'; of: 'text' | 'reasoning'; content: string }
  | { kind: 'note'; note: Note }
  /** A tool that is asked for, or more of what it is asked; with a name, null where none is given. */
  | { kind: 'call'; name: string | null; id: string | null; index: number | null }
  | { kind: 'served'; model: string | null; provider: string | null }
  /** `isAlone`: no piece of the answer stands in the same frame. */
  | { kind: 'usage'; report: UsageReport; isAlone: boolean }
  | { kind: 'error'; error: unknown }
  | { kind: 'finish'; reason: FinishReason };

/**
 * Takes a frame of a stream apart: the one place that knows in which shapes providers write what they say. What can be
 * read is read, whatever stands beside it; what cannot be read is nothing.
 *
 * @param event the frame's own type, which most servers leave out.
 * @returns the parts in the order in which they count; null when the data is not JSON.
 */
export function framePartsOf(data: string, event?: string): FramePart[] | null {
  if (data.trim() === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return null;
  }
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

/** One answer is asked for. If several come, the first that says something is meant; it may be in parts. */
function choicesOf({ choices }: JsonObject): JsonObject[] {
  const all = listOf(choices).filter(isObject);
  if (all.length < 2) return all;
  const first = all.find((choice) => outputOf(choice).length > 0) ?? all[0];
  return all.filter(({ index }) => index === first?.index);
}

/** What a delta may hold beside its reasoning, and how that is read. */
const FIELDS: readonly [string, (value: unknown) => FramePart[]][] = [
  ['content', contentIn],
  ['refusal', (value) => piecesOf('text', textIn(value))],
  ['audio', (value) => piecesOf('text', isObject(value) ? textIn(value.transcript) : '')],
  ['annotations', sourcesIn],
  ['images', picturesIn],
  ['tool_calls', callsIn],
  ['function_call', callsIn],
];

/** The same reasoning in several wordings: the first that has any is read. */
const REASONING_FIELDS = ['reasoning_details', 'reasoning', 'reasoning_content', 'thinking'];

function outputOf(choice: JsonObject): FramePart[] {
  const { delta, message, text } = choice;
  const said = isObject(delta) ? saidIn(delta) : [];
  if (said.length > 0) return said;
  const isFinished = finishIn(choice.finish_reason).length > 0;
  // Beside an empty delta a message may be all that was said so far.
  if (!isObject(message) || (isObject(delta) && !isFinished)) return piecesOf('text', textIn(text));
  return isFinished ? wholeOf(saidIn(message)) : saidIn(message);
}

/** The text of a finished message in one part, whatever parts it came in, and its reasoning likewise. */
function wholeOf(parts: readonly FramePart[]): FramePart[] {
  const whole = (['reasoning', 'text'] as const).flatMap((of): FramePart[] => {
    const content = parts.map((part) => (part.kind === of ? part.content : '')).join('');
    return content === '' ? [] : [{ kind: 'whole', of, content }];
  });
  return [...whole, ...parts.filter(({ kind }) => kind !== 'text' && kind !== 'reasoning')];
}

function saidIn(delta: JsonObject): FramePart[] {
  const reasoning = REASONING_FIELDS.map((name) => textIn(delta[name])).find((text) => text !== '') ?? '';
  const parts = piecesOf('reasoning', reasoning);
  for (const [name, read] of FIELDS) {
    const value = delta[name];
    if (value === null || value === undefined || value === '') continue;
    // One by one: a call takes no list of any length as its arguments.
    for (const part of read(value)) parts.push(part);
  }
  return parts;
}

/** Parts of content or lists of them are nested no deeper by anybody. */
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

/** Where an object has its text. Of encrypted reasoning there is none. */
const TEXT_FIELDS = ['text', 'summary', 'content', 'thinking', 'reasoning', 'refusal', 'value', 'parts'];

/** All text in a value of whatever shape; '' when there is none. */
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

/** Whether it is a piece of the answer itself. */
export function isPiece({ kind }: FramePart): boolean {
  return kind === 'text' || kind === 'whole' || kind === 'reasoning';
}

const LONGEST_ADDRESS = 2048;
const LONGEST_NAME = 300;

/** Of one list no more are looked at than an answer keeps. */
function sourcesIn(value: unknown): FramePart[] {
  return listOf(value, MOST_NOTES).flatMap((item) => {
    const citation = isObject(item) && isObject(item.url_citation) ? item.url_citation : item;
    const { url, title } = isObject(citation) ? citation : { url: citation, title: '' };
    if (typeof url !== 'string' || url.length > LONGEST_ADDRESS) return [];
    const source = noteSchema.safeParse({ kind: 'source', url, title: nameIn(title) ?? '' });
    return source.success ? [{ kind: 'note', note: source.data }] : [];
  });
}

/** The picture itself goes no further. */
function picturesIn(value: unknown): FramePart[] {
  return listOf(value, MOST_NOTES).flatMap((image) => {
    if (typeof image === 'string' ? image === '' : !isObject(image) || Object.keys(image).length === 0) return [];
    return [{ kind: 'note', note: { kind: 'picture', mediaType: mediaTypeOf(image) } }];
  });
}

function mediaTypeOf(image: unknown): string {
  const address = isObject(image) ? (image.image_url ?? image.url) : image;
  const url = isObject(address) ? address.url : address;
  const told = typeof url === 'string' && /^data:([\w.+-]+\/[\w.+-]+)[;,]/.exec(url.slice(0, LONGEST_NAME))?.[1];
  return told || 'image/*';
}

/** More are not told apart. */
export const MOST_CALLS = 1000;

function callsIn(value: unknown): FramePart[] {
  return listOf(value, MOST_CALLS).flatMap((call) => {
    if (!isObject(call)) return [];
    const asked = isObject(call.function) ? call.function : call;
    const name = nameIn(asked.name);
    if (name === null && !isObject(call.function) && asked.arguments === undefined) return [];
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

/** Some servers put an error's fields into the frame itself and call it one. Beside output a mere text is no error. */
function errorIn([frame, ...choices]: JsonObject[], isError: boolean, hasOutput: boolean): FramePart[] {
  const isBare = isError || frame?.object === 'error' || frame?.type === 'error';
  const candidates = [frame?.error, ...choices.map(({ error }) => error), isBare ? frame : null];
  const error = candidates.find((value) => isToldError(value) && !(hasOutput && typeof value === 'string'));
  if (error === undefined) return [];
  return [{ kind: 'error', error: typeof error === 'string' ? { ...frame, message: error } : error }];
}

/** OpenRouter's own reasons, and those of servers that pass on their model's. */
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

/** A word or a few for people to read; null for anything else. */
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

/** @param most of a list no more than its first so many. */
function listOf(value: unknown, most = Number.POSITIVE_INFINITY): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) return [value];
  return value.length > most ? value.slice(0, most) : value;
}
