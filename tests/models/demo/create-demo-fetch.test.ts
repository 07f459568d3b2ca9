import { beforeEach, describe, expect, it } from 'vitest';
import { createDemoFetch } from '@/lib/models/demo/create-demo-fetch';
import { demoModels } from '@/lib/models/demo/demo-models';
import { FakeClock, settle } from '@/tests/support/fake-clock';
import { askDemo } from './ask-demo';

const PROMPT = 'Explain back-pressure to a junior developer';
const URL = 'http://demo.invalid/api/v1/chat/completions';
let clock: FakeClock;
let fast: typeof fetch;

beforeEach(() => {
  clock = new FakeClock();
  fast = createDemoFetch({ clock, pace: 0 });
});

const body = (model: string, fields: object = {}) =>
  JSON.stringify({ model, stream: true, messages: [{ role: 'user', content: PROMPT }], ...fields });

/** Reads an answer in the background, with the fake time of each chunk. */
async function record(model: string, signal?: AbortSignal) {
  const response = await createDemoFetch({ clock })(URL, { method: 'POST', body: body(model), signal });
  const chunks: { at: number; text: string }[] = [];
  const decoder = new TextDecoder();
  const ended = (async () => {
    for await (const bytes of response.body ?? []) {
      chunks.push({ at: clock.now(), text: decoder.decode(bytes, { stream: true }) });
    }
  })();
  ended.catch(() => {});
  return { response, chunks, ended };
}

describe('every demo model, read by the real provider package', () => {
  it.each(demoModels.map(({ id }) => id))('%s answers the prompt, for nothing', async (id) => {
    // The first asking is the one that demo/flaky fails.
    if (id === 'demo/flaky') await askDemo(fast, id, { prompts: [PROMPT] });
    const { text, finish, errors } = await askDemo(fast, id, { prompts: [PROMPT] });
    expect(errors).toEqual([]);
    expect(text).toContain(`“${PROMPT}”`);
    expect(text).toContain('canned demo answer');
    expect(text).toMatch(/turn 1/i);
    expect(finish).toMatchObject({
      finishReason: { unified: 'stop' },
      providerMetadata: { openrouter: { provider: 'Abreast demo', usage: { cost: 0 } } },
    });
    const { inputTokens, outputTokens } = finish?.usage ?? {};
    expect(inputTokens?.total).toBeGreaterThan(5);
    expect(outputTokens?.total).toBeGreaterThan(100);
    expect((outputTokens?.text ?? 0) + (outputTokens?.reasoning ?? 0)).toBe(outputTokens?.total);
  });

  it.each(demoModels.map(({ id }) => id))('%s says the same again to the same question', async (id) => {
    const other = createDemoFetch({ clock, pace: 0 });
    const [first, again] = [
      await askDemo(fast, id, { prompts: [PROMPT] }),
      await askDemo(other, id, { prompts: [PROMPT] }),
    ];
    expect(again.text).toBe(first.text);
  });

  it.each(demoModels.map(({ id }) => id))('%s knows earlier prompts and the system prompt', async (id) => {
    const { text } = await askDemo(fast, id, { prompts: ['Hello?', PROMPT, 'And `now`?'], system: 'Be *brief*' });
    expect(text).toContain('“And \\`now\\`?”');
    expect(text).toContain(`“${PROMPT}”`);
    expect(text).toContain('“Be \\*brief\\*”');
    expect(text).toMatch(/turn 3/i);
  });

  it('words differ from question to question', async () => {
    const texts = new Set<string>();
    for (let n = 0; n < 20; n++) {
      const { text } = await askDemo(fast, 'demo/quick', { prompts: [`Question ${n}`] });
      texts.add(text.replace(/“[^”]*”/g, ''));
    }
    expect(texts.size).toBeGreaterThan(5);
  });

  it('max_tokens cuts the answer', async () => {
    const { text, finish } = await askDemo(fast, 'demo/long', { prompts: [PROMPT], maxTokens: 10 });
    expect(text.length).toBeLessThan(70);
    expect(finish).toMatchObject({ finishReason: { unified: 'length' }, usage: { outputTokens: { total: 10 } } });
  });
});

describe('demo/thinker', () => {
  it('thinks before it writes, and counts it', async () => {
    const { kinds, reasoning, finish } = await askDemo(fast, 'demo/thinker', { prompts: [PROMPT] });
    expect(kinds.indexOf('reasoning-delta')).toBeGreaterThan(0);
    expect(kinds.indexOf('text-delta')).toBeGreaterThan(kinds.indexOf('reasoning-delta'));
    expect(reasoning).toContain(PROMPT);
    expect(finish?.usage.outputTokens.reasoning).toBeGreaterThan(100);
  });

  it('thinks as much as it is told', async () => {
    const think = async (effort: 'none' | 'low' | 'high') =>
      (await askDemo(fast, 'demo/thinker', { prompts: [PROMPT], effort })).reasoning.length;
    expect(await think('none')).toBe(0);
    expect(await think('high')).toBeGreaterThan(await think('low'));
  });

  it('has no words left when its thoughts use them up', async () => {
    const { text, finish } = await askDemo(fast, 'demo/thinker', { prompts: [PROMPT], maxTokens: 20 });
    expect(text).toBe('');
    expect(finish).toMatchObject({ finishReason: { unified: 'length' }, usage: { outputTokens: { reasoning: 20 } } });
  });
});

describe('demo/flaky', () => {
  it('breaks off half-way on every odd asking of a question', async () => {
    const whole: boolean[] = [];
    const lengths: number[] = [];
    for (let asking = 1; asking <= 4; asking++) {
      const { text, errors } = await askDemo(fast, 'demo/flaky', { prompts: [PROMPT] });
      whole.push(errors.length === 0);
      lengths.push(text.length);
      if (errors.length > 0) {
        expect(errors).toMatchObject([{ code: 502, metadata: { error_type: 'provider_unavailable' } }]);
      }
    }
    expect(whole).toEqual([false, true, false, true]);
    const [half = 0, full = 0] = lengths;
    expect(half / full).toBeCloseTo(0.5, 1);
  });

  it('counts each question and each turn for itself', async () => {
    const failed = async (...prompts: string[]) => (await askDemo(fast, 'demo/flaky', { prompts })).errors.length === 1;
    expect(await failed('a')).toBe(true);
    expect(await failed('b')).toBe(true);
    expect(await failed('x', 'a')).toBe(true);
    expect(await failed('a')).toBe(false);
  });

  it('fails even when it may say one word only', async () => {
    const { errors, text } = await askDemo(fast, 'demo/flaky', { prompts: [PROMPT], maxTokens: 1 });
    expect(errors).toHaveLength(1);
    expect(text).not.toBe('');
  });
});

describe('the pace', () => {
  const textOf = (chunks: { text: string }[]) => chunks.map(({ text }) => text).join('');
  const firstAt = (chunks: { at: number; text: string }[], field: string) =>
    chunks.find(({ text }) => text.includes(field))?.at ?? Number.NaN;

  it.each([
    ['demo/quick', 250, 120],
    ['demo/steady', 600, 60],
    ['demo/thinker', 500, 90],
    ['demo/slow-start', 3_000, 150],
    ['demo/long', 500, 150],
  ])('%s begins after about %i ms and goes on at about %i tok/s', async (model, waitMs, rate) => {
    const { chunks, ended } = await record(model);
    await clock.advance(60_000);
    await ended;
    const first = firstAt(chunks, 'data:');
    expect(Math.abs(first / waitMs - 1)).toBeLessThan(0.11);
    const tokens = Number(/"completion_tokens":(\d+)/.exec(textOf(chunks))?.[1]);
    const seconds = ((chunks.at(-1)?.at ?? 0) - first) / 1000;
    expect(Math.abs(tokens / seconds / rate - 1)).toBeLessThan(0.2);
    expect(clock.pending).toBe(0);
  });

  it('demo/long writes 700 to 1200 tokens, demo/thinker thinks about 2 s', async () => {
    const long = await record('demo/long');
    await clock.advance(60_000);
    const tokens = Number(/"completion_tokens":(\d+)/.exec(textOf(long.chunks))?.[1]);
    expect(tokens).toBeGreaterThan(700);
    expect(tokens).toBeLessThan(1_200);
    const thinker = await record('demo/thinker');
    await clock.advance(60_000);
    const wroteAt = thinker.chunks.find(({ text }) => /"content":"[^"]/.test(text))?.at ?? 0;
    expect((wroteAt - firstAt(thinker.chunks, '"reasoning":')) / 1000).toBeCloseTo(2, 0);
  });

  it('a model that waits says that it is alive', async () => {
    const { chunks } = await record('demo/slow-start');
    await clock.advance(2_600);
    expect(chunks.map(({ text }) => text)).toEqual(Array(4).fill(': OPENROUTER PROCESSING\n\n'));
    expect(chunks.map(({ at }) => at)).toEqual([150, 850, 1_550, 2_250]);
    await clock.advance(60_000);
  });

  it('a late reader gets at once all that is due, and the end is not late', async () => {
    const { chunks } = await record('demo/quick');
    await clock.advance(60_000);
    const endedAt = chunks.at(-1)?.at ?? 0;

    const lateClock = new FakeClock();
    const late = await createDemoFetch({ clock: lateClock })(URL, { body: body('demo/quick') });
    await lateClock.advance(endedAt - 500);
    const reader = late.body?.getReader();
    const first = await reader?.read();
    expect(first?.value?.byteLength).toBeGreaterThan(10_000);
    let endedLateAt = 0;
    const rest = (async () => {
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
        endedLateAt = lateClock.now();
    })();
    await lateClock.advance(500);
    await rest;
    expect(endedLateAt).toBeCloseTo(endedAt, 3);
  });

  it('nobody reading sets no timer', async () => {
    await createDemoFetch({ clock })(URL, { body: body('demo/quick') });
    await settle();
    expect(clock.pending).toBe(0);
  });
});

describe('the end before the end', () => {
  it('an abort errors the body at once and leaves no timer', async () => {
    const abort = new AbortController();
    const { chunks, ended } = await record('demo/steady', abort.signal);
    await clock.advance(1_000);
    expect(clock.pending).toBe(1);
    const before = chunks.length;
    abort.abort();
    await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
    expect(clock.pending).toBe(0);
    await clock.advance(10_000);
    expect(chunks).toHaveLength(before);
  });

  it('an abort before the request rejects it with the reason', async () => {
    const reason = new Error('stopped');
    await expect(fast(URL, { body: body('demo/quick'), signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it('an abort ends the reading of the provider package', async () => {
    const abort = new AbortController();
    const asked = askDemo(createDemoFetch({ clock }), 'demo/steady', { prompts: [PROMPT], signal: abort.signal });
    const ended = asked.catch((error: unknown) => error);
    await clock.advance(1_000);
    abort.abort();
    await ended;
    expect(clock.pending).toBe(0);
  });

  it('a reader that goes away leaves no timer', async () => {
    const response = await createDemoFetch({ clock })(URL, { body: body('demo/steady') });
    const reader = response.body?.getReader();
    const waiting = reader?.read();
    await settle();
    expect(clock.pending).toBe(1);
    await reader?.cancel();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(clock.pending).toBe(0);
  });
});

describe('the bytes', () => {
  it('are frames of server-sent events, one a chunk when unpaced, and end in [DONE]', async () => {
    const response = await fast(URL, { body: body('demo/quick') });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const frames: string[] = [];
    for await (const bytes of response.body ?? []) {
      expect(bytes).toBeInstanceOf(Uint8Array);
      expect(bytes.byteLength).toBeLessThan(1_000);
      frames.push(new TextDecoder().decode(bytes));
    }
    for (const frame of frames) expect(frame).toMatch(/^(: OPENROUTER PROCESSING|data: .+)\n\n$/);
    expect(frames.at(-1)).toBe('data: [DONE]\n\n');
    expect(JSON.parse(frames.find((frame) => frame.startsWith('data'))?.slice(6) ?? '')).toMatchObject({
      id: expect.stringMatching(/^gen-/),
      provider: 'Abreast demo',
      model: 'demo/quick',
      object: 'chat.completion.chunk',
      created: 1_767_225_600,
      choices: [{ index: 0, delta: { role: 'assistant', content: expect.any(String) }, finish_reason: null }],
    });
    expect(JSON.parse(frames.at(-2)?.slice(6) ?? '')).toMatchObject({
      usage: {
        cost: 0,
        prompt_tokens_details: { cached_tokens: 0 },
        completion_tokens_details: { reasoning_tokens: 0 },
      },
    });
  });

  it.each([
    ['no JSON', 'hello', 400],
    ['no messages', JSON.stringify({ model: 'demo/quick', stream: true }), 400],
    ['no stream', body('demo/quick', { stream: false }), 400],
    ['another model', body('openai/gpt-5'), 404],
    ['a member of Object', body('constructor'), 404],
  ])('%s is refused as OpenRouter would', async (_, sent, status) => {
    const response = await fast(URL, { method: 'POST', body: sent });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code: status, message: expect.any(String) } });
  });
});
