import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { streamText } from 'ai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { latestAnswer } from '@/lib/comparison/state';
import type { Bytes, Step } from '../support/openrouter/script';
import { finishes, says, thinks, written } from '../support/openrouter/scripts';
import { type OpenRouterStandIn, startOpenRouter } from '../support/openrouter/server';
import { askBody, createTestApp, foldOf, readToEnd } from '../support/test-app';

let standIn: OpenRouterStandIn;
beforeAll(async () => {
  standIn = await startOpenRouter();
});
afterAll(() => standIn.close());

const envelope = { id: 'gen-1', provider: 'P', model: 'm', object: 'chat.completion.chunk', created: 1 };

function frame(delta: unknown, more: object = {}): Step {
  return { type: 'frame', json: { ...envelope, choices: [{ index: 0, delta, finish_reason: null, ...more }] } };
}

const TEXTS: Record<string, Step[]> = {
  'plain pieces': [...says('One ', 'two ', 'three.'), finishes()],
  'characters of two to four bytes': [...says('é', 'ẞ漢', '字😀', '👩‍👩‍👧‍👦 naïve'), finishes()],
  'line breaks and look-alikes': [...says('a\n\nb', '\r', 'data: x\n\n', '\u2028', ': comment'), finishes()],
  'reasoning before text': [...thinks('Let me ', 'think.'), ...says('Yes.'), finishes()],
  'reasoning after text': [...says('Yes.'), ...thinks('hm'), ...says(' No.'), finishes()],
  'a delta of 1 MB': [...says('x'.repeat(1024 * 1024), 'end'), finishes()],
  'null content, empty choices, empty deltas': [
    frame({ role: 'assistant', content: null }),
    { type: 'frame', json: { ...envelope, choices: [] } },
    frame({}),
    frame({ content: '' }),
    frame({ role: 'assistant', content: 'Still ' }),
    frame({ content: 'here.', reasoning: null, reasoning_details: [] }),
    finishes(),
  ],
  'text beside reasoning in one frame': [
    frame({ content: '', reasoning: 'a' }),
    frame({ content: 'B', reasoning: 'b' }),
    frame({ content: 'C' }),
    finishes(),
  ],
  'data after [DONE]': [...says('Before '), { type: 'done' }, frame({ content: 'after.' }), { type: 'end' }],
  'a frame that is not JSON': [
    ...says('Before '),
    { type: 'raw', bytes: 'data: {"broken\n\n' },
    ...says('after.'),
    finishes(),
  ],
  'fields besides data': [
    { type: 'raw', bytes: 'event: message\nid: 7\nretry: 10\n' },
    frame({ content: 'Read.' }),
    finishes(),
  ],
};

const WRITINGS: Record<string, Bytes> = {
  LF: {},
  CR: { newline: '\r' },
  'CRLF and a BOM': { newline: '\r\n', bom: true },
  'at once': { together: true },
  'in random slices': { slice: { seed: 11, longest: 40 } },
  'one byte at a time': { slice: 1 },
};

const CASES = Object.entries(TEXTS).flatMap(([text, steps]) =>
  Object.entries(WRITINGS)
    // A megabyte byte by byte is a test of patience only.
    .filter(
      ([writing]) =>
        !(text.includes('1 MB') && writing.includes('slice')) && !(text.includes('1 MB') && writing.includes('byte')),
    )
    .map(([writing, bytes]) => ({ name: `${text}, ${writing}`, steps, bytes })),
);

describe('the text that comes through is the text that the AI SDK reads', () => {
  test.each(CASES)('$name', async ({ name, steps, bytes }) => {
    const model = `bytes/${name.replace(/[^a-z0-9]+/gi, '-')}`;
    standIn.script(model, written({ bytes }, steps));
    // However it is written: the SDK itself loses a last frame that ends in CR.
    const plain = `${model}-plain`;
    standIn.script(plain, steps);
    const app = createTestApp(standIn);
    const run = await askBody(app, { prompt: 'Why?', models: [model] });
    const answer = latestAnswer(foldOf(run, await readToEnd(app, run)), 1, 'A');
    const read = await readWithSdk(plain);
    // What is thought after the first word the SDK drops.
    const reasoning = name.startsWith('reasoning after text') ? 'hm' : read.reasoning;
    expect({ text: answer?.text, reasoning: answer?.reasoning }).toEqual({ ...read, reasoning });
  });
});

async function readWithSdk(model: string): Promise<{ text: string; reasoning: string }> {
  const openrouter = createOpenRouter({ apiKey: 'test-key', baseURL: standIn.baseUrl });
  const { stream } = streamText({ model: openrouter.chat(model), prompt: 'Why?', maxRetries: 0, onError() {} });
  const read = { text: '', reasoning: '' };
  for await (const part of stream) {
    if (part.type === 'text-delta') read.text += part.text;
    if (part.type === 'reasoning-delta') read.reasoning += part.text;
  }
  return read;
}
