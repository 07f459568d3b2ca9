import { randomUUID } from 'node:crypto';
import type { ProblemCode } from '@/lib/protocol/problem';
import type { Outgoing } from '../support/open-request';

/** In every prompt of this file: how the stand-in's record and a leaking problem are told from others. */
export const MARKER = `bad-input-${randomUUID()}`;
export const PROMPT = `${MARKER} Why are there tides?`;
export const MODEL = 'test/words-3';
export const LARGEST = 4_000_000;

/** A comparison of lanes A and B that has ended, and one in which A has ended and B goes on until it is stopped. */
export interface Seeds {
  idle: { comparison: string; run: string };
  busy: { comparison: string; run: string };
}

export interface Row {
  title: string;
  outgoing(seeds: Seeds): Outgoing;
  status: number;
  code: ProblemCode;
  /** The paths of `errors`; none when the problem has no such list. */
  paths?: string[];
  allow?: string;
}

export const JSON_TYPE = { 'content-type': 'application/json' };

export function post(body: unknown): Outgoing {
  return postText(JSON.stringify(body));
}

export function postText(body: string, headers: Record<string, string> = JSON_TYPE): Outgoing {
  return { method: 'POST', path: '/api/compare', headers, body };
}

/** A body that the models would be asked with, were it not for the row's fault. */
export function good(different: object): object {
  return { prompt: PROMPT, models: [MODEL], ...different };
}

function invalid(title: string, body: unknown, ...paths: string[]): Row {
  return { title, outgoing: () => post(body), status: 400, code: 'invalid', paths };
}

function invalidFollowUp(title: string, different: object, ...paths: string[]): Row {
  const outgoing = ({ idle }: Seeds) => post({ comparison: idle.comparison, prompt: PROMPT, ...different });
  return { title, outgoing, status: 400, code: 'invalid', paths };
}

const INVALID: Row[] = [
  invalid('a missing prompt', { models: [MODEL] }, 'prompt'),
  invalid('a prompt that is null', good({ prompt: null }), 'prompt'),
  invalid('a prompt that is a number', good({ prompt: 7 }), 'prompt'),
  invalid('a prompt that is a list', good({ prompt: [PROMPT] }), 'prompt'),
  invalid('an empty prompt', good({ prompt: '' }), 'prompt'),
  invalid('a prompt of blanks', good({ prompt: ' \n\t ' }), 'prompt'),
  invalid('no models and no lanes', { prompt: PROMPT }, 'models'),
  invalid('models that are one text', good({ models: MODEL }), 'models'),
  invalid('models that are null', good({ models: null }), 'models'),
  invalid('an empty list of models', good({ models: [] }), 'models'),
  invalid('nine models', good({ models: Array(9).fill(MODEL) }), 'models'),
  invalid('a model that is a number', good({ models: [MODEL, 7] }), 'models.1'),
  invalid('a model without a vendor', good({ models: [MODEL, 'gpt'] }), 'models.1'),
  invalid('a model id that is empty', good({ models: [''] }), 'models.0'),
  invalid('a model id with a blank', good({ models: ['test/words 3'] }), 'models.0'),
  invalid('a model id of 300 characters', good({ models: [`test/${'x'.repeat(300)}`] }), 'models.0'),
  invalid('both models and lanes', good({ lanes: [{ model: MODEL }] }), 'models'),
  invalid('an empty list of lanes', { prompt: PROMPT, lanes: [] }, 'lanes'),
  invalid('nine lanes', { prompt: PROMPT, lanes: Array(9).fill({ model: MODEL }) }, 'lanes'),
  invalid('lanes that are one object', { prompt: PROMPT, lanes: { model: MODEL } }, 'lanes'),
  invalid('a lane that is a text', { prompt: PROMPT, lanes: [MODEL] }, 'lanes.0'),
  invalid('letters for lanes of a new comparison', { prompt: PROMPT, lanes: ['A'] }, 'lanes.0'),
  invalid('a lane without a model', { prompt: PROMPT, lanes: [{ model: MODEL }, {}] }, 'lanes.1.model'),
  invalid('an unknown field of a lane', { prompt: PROMPT, lanes: [{ model: MODEL, key: 'k' }] }, 'lanes.0.key'),
  invalid(
    'a bad setting of a lane',
    { prompt: PROMPT, lanes: [{ model: MODEL, settings: { temperature: 3 } }] },
    'lanes.0.settings.temperature',
  ),
  invalid('a system prompt that is a number', good({ system: 7 }), 'system'),
  invalid('a system prompt that is null', good({ system: null }), 'system'),
  invalid('settings that are a list', good({ settings: [] }), 'settings'),
  invalid('temperature 3', good({ settings: { temperature: 3 } }), 'settings.temperature'),
  invalid('temperature -1', good({ settings: { temperature: -1 } }), 'settings.temperature'),
  invalid('a temperature in words', good({ settings: { temperature: 'hot' } }), 'settings.temperature'),
  invalid('maxTokens 0', good({ settings: { maxTokens: 0 } }), 'settings.maxTokens'),
  invalid('maxTokens 1.5', good({ settings: { maxTokens: 1.5 } }), 'settings.maxTokens'),
  invalid('maxTokens 1e20', good({ settings: { maxTokens: 1e20 } }), 'settings.maxTokens'),
  invalid('reasoning "loud"', good({ settings: { reasoning: 'loud' } }), 'settings.reasoning'),
  invalid('an unknown setting', good({ settings: { topK: 1 } }), 'settings.topK'),
  invalid('files', good({ files: [] }), 'files'),
  invalid('a blindness that is no yes or no', good({ blind: 'yes' }), 'blind'),
  invalid('a tag that is empty', good({ tags: [''] }), 'tags.0'),
  invalid('a line-up that is no text', good({ lineUp: 1 }), 'lineUp'),
  invalid('a field that nobody knows', good({ foo: 1 }), 'foo'),
  invalid('two unknown fields and a bad prompt', good({ prompt: 7, foo: 1, bar: 2 }), 'prompt', 'foo', 'bar'),
  invalid('a list for a body', [PROMPT], ''),
  invalid('null for a body', null, ''),
  invalid('a text for a body', PROMPT, ''),
  invalid('a number for a body', 7, ''),

  invalidFollowUp('a follow-up without a prompt', { prompt: undefined }, 'prompt'),
  invalidFollowUp('a follow-up with a prompt of blanks', { prompt: ' ' }, 'prompt'),
  invalidFollowUp('a follow-up of a comparison that is a number', { comparison: 7 }, 'comparison'),
  invalidFollowUp('a follow-up that names a lane twice', { lanes: ['A', 'B', 'A'] }, 'lanes'),
  invalidFollowUp('a follow-up to no lane', { lanes: [] }, 'lanes'),
  invalidFollowUp('a follow-up to lane Z', { lanes: ['A', 'Z'] }, 'lanes.1'),
  invalidFollowUp('a follow-up to lane a', { lanes: ['a'] }, 'lanes.0'),
  invalidFollowUp('a follow-up to a model without a lane', { lanes: [{ model: MODEL }] }, 'lanes.0.lane'),
  invalidFollowUp('a follow-up to a ninth lane', { lanes: [{ lane: 'I', model: MODEL }] }, 'lanes.0.lane'),
  invalidFollowUp('a follow-up to a new lane without a model', { lanes: [{ lane: 'C', system: '' }] }, 'lanes.0.model'),
  invalidFollowUp('a follow-up that leaves out a letter', { lanes: [{ lane: 'D', model: MODEL }] }, 'lanes.0.lane'),
  invalidFollowUp(
    'a follow-up with an unknown setting of a lane',
    { lanes: [{ lane: 'A', settings: { top: 1 } }] },
    'lanes.0.settings.top',
  ),
  invalidFollowUp('a follow-up with an unknown field of a lane', { lanes: [{ lane: 'A', key: 'k' }] }, 'lanes.0.key'),
  invalidFollowUp('a follow-up with a prompt and parts', { content: [{ type: 'text', text: 'x' }] }, 'content'),
  invalidFollowUp('a follow-up with models', { models: [MODEL] }, 'models'),
  invalidFollowUp('a follow-up with settings', { settings: { temperature: 1 } }, 'settings'),
  invalidFollowUp('a follow-up with files', { files: [] }, 'files'),

  ...['-1', '1.5', 'abc', '1e3', '0x1', '9'.repeat(16), ''].map((after): Row => {
    const outgoing = ({ idle }: Seeds) => ({ path: `/api/runs/${idle.run}/events?after=${after}` });
    return { title: `a reading after "${after}"`, outgoing, status: 400, code: 'invalid', paths: ['after'] };
  }),
  ...['-1', 'abc', '1, 2'].map((id): Row => {
    const outgoing = ({ idle }: Seeds) => ({
      path: `/api/runs/${idle.run}/events?after=1`,
      headers: { 'last-event-id': id },
    });
    return { title: `a Last-Event-ID of "${id}"`, outgoing, status: 400, code: 'invalid', paths: ['Last-Event-ID'] };
  }),
  ...['pdf', '', 'MD', 'constructor'].map((format): Row => {
    const outgoing = ({ idle }: Seeds) => ({ path: `/api/comparisons/${idle.comparison}/export?format=${format}` });
    return { title: `an export as "${format}"`, outgoing, status: 400, code: 'invalid', paths: ['format'] };
  }),
];

function unknownModel(title: string, body: object, path: string): Row {
  return { title, outgoing: () => post(body), status: 400, code: 'unknown-model', paths: [path] };
}

const UNKNOWN_MODELS: Row[] = [
  unknownModel('an unknown model among models', good({ models: [MODEL, 'test/nobody'] }), 'models.1'),
  unknownModel('an unknown model of a lane', { prompt: PROMPT, lanes: [{ model: 'nobody/knows' }] }, 'lanes.0.model'),
  unknownModel('an unknown demo model', good({ models: ['demo/nobody'] }), 'models.0'),
];

export const NOWHERE = 'AAAAAAAAAAAAAAAAAAAAAA';

export function notFound(title: string, outgoing: Row['outgoing'], ...paths: string[]): Row {
  return { title, outgoing, status: 404, code: 'not-found', ...(paths.length > 0 && { paths }) };
}

const NOT_FOUND: Row[] = [
  notFound('a follow-up of an unknown comparison', () => post({ comparison: NOWHERE, prompt: PROMPT })),
  notFound('a follow-up of an empty comparison id', () => post({ comparison: '', prompt: PROMPT })),
  notFound('a follow-up of a run', ({ idle }) => post({ comparison: idle.run, prompt: PROMPT })),
  notFound(
    'a follow-up to a lane that the comparison has not',
    ({ idle }) => post({ comparison: idle.comparison, prompt: PROMPT, lanes: ['A', 'C'] }),
    'lanes.1',
  ),
  notFound('an unknown comparison', () => ({ path: `/api/comparisons/${NOWHERE}` })),
  notFound('a comparison named __proto__', () => ({ path: '/api/comparisons/__proto__' })),
  notFound('the events of an unknown run', () => ({ path: `/api/runs/${NOWHERE}/events` })),
  notFound('stopping an unknown run', () => ({ method: 'DELETE', path: `/api/runs/${NOWHERE}` })),
  notFound('stopping a lane of an unknown run', () => ({ method: 'DELETE', path: `/api/runs/${NOWHERE}/lanes/A` })),
  notFound('stopping a lane that the run has not', ({ busy }) => ({
    method: 'DELETE',
    path: `/api/runs/${busy.run}/lanes/C`,
  })),
  notFound('stopping lane Z', ({ busy }) => ({ method: 'DELETE', path: `/api/runs/${busy.run}/lanes/Z` })),
  notFound('stopping lane b', ({ busy }) => ({ method: 'DELETE', path: `/api/runs/${busy.run}/lanes/b` })),
  ...['/api', '/api/nothing', '/api/compare/more', '/api/runs', '/api/runs/x/events/more'].flatMap((path) =>
    ['GET', 'POST', 'DELETE', 'OPTIONS'].map((method) =>
      notFound(`${method} ${path}`, () => ({ method, path, headers: JSON_TYPE, body: JSON.stringify(good({})) })),
    ),
  ),
];

function malformed(title: string, body: string): Row {
  return { title, outgoing: () => postText(body), status: 400, code: 'malformed', paths: [''] };
}

function wrongType(title: string, headers: Record<string, string>): Row {
  return { title, outgoing: () => postText(JSON.stringify(good({})), headers), status: 415, code: 'not-json' };
}

function tooLarge(title: string, bytes: number, headers: Record<string, string>): Row {
  const body = JSON.stringify(good({})).padEnd(bytes, ' ');
  return { title, outgoing: () => postText(body, { ...JSON_TYPE, ...headers }), status: 413, code: 'too-large' };
}

export const CHUNKED = { 'transfer-encoding': 'chunked' };

const UNREADABLE: Row[] = [
  malformed('an empty body', ''),
  malformed('a body that breaks off', JSON.stringify(good({})).slice(0, -1)),
  malformed('a body with something behind it', `${JSON.stringify(good({}))} and more`),
  malformed('a body with a comma too many', `{"prompt":${JSON.stringify(PROMPT)},}`),
  malformed('a form in the guise of JSON', `prompt=${MARKER}`),
  wrongType('a body without a content type', {}),
  wrongType('a body of plain text', { 'content-type': 'text/plain' }),
  wrongType('a form', { 'content-type': 'application/x-www-form-urlencoded' }),
  wrongType('something that only begins like JSON', { 'content-type': 'application/jsonp' }),
  tooLarge('a byte more than 4,000,000 of announced length', LARGEST + 1, {}),
  tooLarge('a byte more than 4,000,000 in chunks', LARGEST + 1, CHUNKED),
  tooLarge('12,000,000 bytes in chunks', 12_000_000, CHUNKED),
];

function underWay(title: string, outgoing: Row['outgoing']): Row {
  return { title, outgoing, status: 409, code: 'turn-under-way' };
}

const UNDER_WAY: Row[] = [
  underWay('a follow-up to all while a lane runs', ({ busy }) => post({ comparison: busy.comparison, prompt: PROMPT })),
  underWay('a follow-up to the lane that runs', ({ busy }) =>
    post({ comparison: busy.comparison, prompt: PROMPT, lanes: ['B'] }),
  ),
  underWay('a follow-up to an ended lane and one that runs', ({ busy }) =>
    post({ comparison: busy.comparison, prompt: PROMPT, lanes: ['A', 'B'] }),
  ),
];

/** Every route with everything that it must refuse. */
export const REFUSED: Row[] = [...INVALID, ...UNKNOWN_MODELS, ...NOT_FOUND, ...UNREADABLE, ...UNDER_WAY];
