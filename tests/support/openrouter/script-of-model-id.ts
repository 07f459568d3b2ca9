import { calls, cites, draws } from './beside-text';
import type { ChatBody } from './recorded-request';
import { SAMPLES, type SampleName } from './samples';
import type { Script, Step } from './script';
import { comments, every, failsBefore, finishes, says, thinks } from './scripts';
import { words } from './words';

interface Clause {
  pattern: RegExp;
  steps(groups: Record<string, string | undefined>, body: ChatBody): Step[];
}

const EVERY = String.raw`(?:-every-(?<every>\d+)ms)?`;
const clause = (pattern: string, steps: Clause['steps']): Clause => ({ pattern: new RegExp(`^${pattern}$`), steps });
const number = (text: string | undefined) => Number(text ?? 0);

/**
 * The grammar. An id is `test/` and clauses joined by dots, carried out in order; `next` begins what the following
 * asking of the same conversation gets (the last one stays). A stream that no clause ended finishes with `stop`.
 */
const CLAUSES: Clause[] = [
  // words-20-every-30ms: w1 w2 … w20, a frame each
  clause(`words-(?<count>\\d+)${EVERY}`, (is) => every(number(is.every), says(...words(number(is.count))))),
  // stamps-20-every-30ms: each token is the moment of its writing, for the benchmarks
  clause(`stamps-(?<count>\\d+)${EVERY}`, (is) =>
    every(
      number(is.every),
      Array.from({ length: number(is.count) }, (): Step => ({ type: 'stamp' })),
    ),
  ),
  // paragraphs-100-every-40ms: p1, p2 … p100, each a paragraph and a frame
  clause(`paragraphs-(?<count>\\d+)${EVERY}`, (is) => every(number(is.every), says(...paragraphs(number(is.count))))),
  // lines-3000: that many numbered lines of 50 characters, a hundred in each frame
  clause(String.raw`lines-(?<count>\d+)`, (is) => says(...hundredsOfLines(number(is.count)))),
  // thinks-5-every-30ms: reasoning first
  clause(`thinks-(?<count>\\d+)${EVERY}`, (is) => every(number(is.every), thinks(...words(number(is.count))))),
  // queued-3-every-200ms: processing comments
  clause(`queued-(?<count>\\d+)${EVERY}`, (is) => every(number(is.every), comments(number(is.count)))),
  // waits-500ms: nothing at all; first of all it delays the headers too
  clause(String.raw`waits-(?<ms>\d+)ms`, (is) => [{ type: 'wait', ms: number(is.ms) }]),
  // says-markdown-every-20ms: a text of samples.ts, a word in each frame
  clause(`says-(?<sample>${Object.keys(SAMPLES).join('|')})${EVERY}`, (is) =>
    every(number(is.every), says(...inWords(SAMPLES[is.sample as SampleName]))),
  ),
  // echo: the messages that it was sent, as JSON
  clause('echo', (_, body) => says(JSON.stringify(body.messages))),
  // recites-every-20ms: what it was asked last, a word in each frame; recites: all of it in one
  clause(`recites${EVERY}`, (is, body) => {
    const text = lastTextOf(body);
    return is.every === undefined ? says(text) : every(number(is.every), says(...inWords(text)));
  }),
  // status-429-retry-after-20s: an error before the stream
  clause(String.raw`status-(?<status>\d{3})(?:-retry-after-(?<seconds>\d+)s)?`, (is) =>
    failsBefore(number(is.status), {}, is.seconds === undefined ? undefined : { 'retry-after': is.seconds }),
  ),
  // breaks-502: an error chunk inside the stream
  clause(String.raw`breaks-(?<status>\d{3})`, (is) => [
    { type: 'error', error: { code: number(is.status), message: `The stand-in breaks with ${is.status}` } },
    { type: 'end' },
  ]),
  // cut: the connection goes; ends: the response ends without a finish; hangs: silence
  clause('cut', () => [{ type: 'cut', how: 'close' }]),
  clause('ends', () => [{ type: 'end' }]),
  clause('hangs', () => [{ type: 'hang' }]),
  // length, filtered: finish reasons
  clause('length', () => [finishes('length')]),
  clause('filtered', () => [finishes('content_filter')]),
  // counts-560-500: says that so many tokens came, so many of them reasoning; uncounted: says nothing of tokens
  clause(String.raw`counts-(?<output>\d+)-(?<thought>\d+)`, (is) => [
    finishes('stop', {
      completion_tokens: number(is.output),
      completion_tokens_details: { reasoning_tokens: number(is.thought) },
    }),
  ]),
  clause('uncounted', () => [finishes('stop', null)]),
  // empty: OpenRouter's answer when an upstream died quietly, a stop without text or usage
  clause('empty', () => [finishes('stop', null)]),
  // cites-2, draws-2: sources, pictures beside the text; calls-search: asks for a tool and ends
  clause(String.raw`cites-(?<count>\d+)`, (is) => cites(number(is.count))),
  clause(String.raw`draws-(?<count>\d+)`, (is) => draws(number(is.count))),
  clause('calls-(?<name>[a-z]+)', (is) => [calls(String(is.name)), finishes('tool_calls')]),
  // privacy: the account's settings rule every endpoint out
  clause('privacy', () =>
    failsBefore(404, { message: 'No endpoints found matching your data policy (Paid training)' }),
  ),
];

function paragraphs(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `p${index + 1} of a long answer\n\n`);
}

/** A text of any length in which every place can be told: line n says n. */
export function lines(count: number): string {
  return Array.from({ length: count }, (_, index) => `${`line ${index + 1} `.padEnd(48, '.')}\n\n`).join('');
}

function hundredsOfLines(count: number): string[] {
  return lines(count).match(/(?:[^\n]+\n\n){1,100}/g) ?? [];
}

const ENDINGS: Step['type'][] = ['answer', 'end', 'cut', 'hang', 'finish'];

function inWords(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}

/** The text of the newest message, whether it came as a string or in parts. */
function lastTextOf({ messages }: ChatBody): string {
  const content = messages.at(-1)?.content;
  const parts: { text?: string }[] = Array.isArray(content) ? content : [{ text: String(content) }];
  return parts.map(({ text = '' }) => text).join('');
}

/**
 * What the model id itself says that the model does.
 * @param asking 0 for the first time that this conversation asks this model
 * @returns undefined for an id that is not under `test/`
 * @throws {Error} for one under `test/` that the grammar does not know, naming the clause
 */
export function scriptOfModelId(body: ChatBody, asking: number): Script | undefined {
  if (!body.model.startsWith('test/')) return undefined;
  const askings = body.model
    .slice('test/'.length)
    .split('.next.')
    .map((clauses) => clauses.split('.'));
  const steps = (askings[asking] ?? askings.at(-1) ?? []).flatMap((text) => stepsOfClause(text, body));
  const last = steps.at(-1);
  return last && ENDINGS.includes(last.type) ? steps : [...steps, finishes()];
}

function stepsOfClause(text: string, body: ChatBody): Step[] {
  for (const { pattern, steps } of CLAUSES) {
    const match = pattern.exec(text);
    if (match) return steps(match.groups ?? {}, body);
  }
  throw new Error(`The stand-in knows no behaviour "${text}" (of "${body.model}")`);
}
