import type { RecordedRequest } from '@/tests/support/openrouter/recorded-request';
import type { Script, Step } from '@/tests/support/openrouter/script';
import { answers, failsBefore, failsMidway, finishes, says, written } from '@/tests/support/openrouter/scripts';
import type { OpenRouterStandIn } from '@/tests/support/openrouter/server';

/** The key that a request was sent with. */
export function keyOf({ headers }: RecordedRequest): string {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? 'none';
}

/**
 * What a provider may do with the key of a request: write it into everything that is not the text of the answer, which is
 * the model's own. By the name of the model.
 */
const LEAKS: Record<string, (key: string) => Script> = {
  'leaky/unknown-key': (key) => refusal(401, key),
  'leaky/no-credit': (key) => refusal(402, key),
  'leaky/too-many': (key) => refusal(429, key, { 'retry-after': '20' }),
  'leaky/page': (key) => [{ type: 'answer', status: 403, body: `<title>${key}</title>` }],
  'leaky/redirect': (key) => [{ type: 'answer', status: 302, headers: { location: `/?key=${key}` }, body: key }],
  'leaky/status-200': (key) => [{ type: 'answer', status: 200, headers: { 'x-key': key }, body: errorOf(400, key) }],
  'leaky/no-stream': (key) => [{ type: 'answer', status: 200, body: `Your key is ${key}` }],
  'leaky/breaks-off': (key) => failsMidway(['Half', ' of it'], errorOf(400, key).error),
  'leaky/no-json': (key) => [...says('Half'), { type: 'raw', bytes: `: ${key}\n\ndata: {"key":"${key}\n\n` }],
  'leaky/names': (key) =>
    written({ provider: key, servedModel: `vendor/${key}` }, [opened(key), ...says('Whole.'), finishes(key)]),
  'leaky/sources': (key) => [opened(key), ...besides(key), ...answers('Whole.')],
};

/** Teaches the stand-in the leaky models. @returns their ids. */
export function addLeakyModels(standIn: OpenRouterStandIn): string[] {
  for (const [model, script] of Object.entries(LEAKS)) standIn.script(model, (request) => script(keyOf(request)));
  return Object.keys(LEAKS);
}

/** An error that quotes the key wherever one has a text. */
export function errorOf(code: number, key: string) {
  const metadata = { raw: JSON.stringify({ error: { message: key } }), provider_name: key, headers: { key } };
  return { error: { code, message: `The key ${key} is refused.`, metadata }, user_id: key };
}

function refusal(status: number, key: string, headers: Record<string, string> = {}): Step[] {
  const more = { 'x-generation-id': key, 'www-authenticate': `Bearer realm="${key}"`, 'set-cookie': `key=${key}` };
  return failsBefore(status, errorOf(status, key).error, { ...more, ...headers });
}

function opened(key: string): Step {
  return { type: 'open', headers: { 'x-generation-id': key, 'x-key': key } };
}

function besides(key: string): Step[] {
  const source = { type: 'url_citation', url_citation: { url: `https://example.com/?key=${key}`, title: key } };
  const picture = { type: 'image_url', image_url: { url: `data:image/${key};base64,AA` } };
  const call = { index: 0, id: key, type: 'function', function: { name: key, arguments: '{}' } };
  return [{ annotations: [source] }, { images: [picture] }, { tool_calls: [call] }].map((delta) => ({
    type: 'frame',
    json: { choices: [{ index: 0, delta: { role: 'assistant', content: '', ...delta } }] },
  }));
}
