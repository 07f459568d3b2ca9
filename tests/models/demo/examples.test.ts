import { describe, expect, it, test } from 'vitest';
import { createDemoFetch } from '@/lib/models/demo/create-demo-fetch';
import { EXAMPLE_PROMPTS } from '@/lib/protocol/example-prompts';
import { FakeClock } from '@/tests/support/fake-clock';
import { askDemo } from './ask-demo';

const MODELS = ['demo/quick', 'demo/steady', 'demo/thinker', 'demo/flaky'];

function demo(): typeof fetch {
  return createDemoFetch({ clock: new FakeClock(), pace: 0 });
}

describe.each(Object.entries(EXAMPLE_PROMPTS))('the example about %s', (_, prompt) => {
  it.each(MODELS)('is answered by %s in words of its own', async (model) => {
    const fetch = demo();
    // The first asking is the one that demo/flaky fails.
    if (model === 'demo/flaky') await askDemo(fetch, model, { prompts: [prompt] });
    const { text, errors } = await askDemo(fetch, model, { prompts: [prompt] });
    expect(errors).toEqual([]);
    expect(text).not.toContain('canned');
    expect(text.length).toBeGreaterThan(200);
  });

  it('is thought about by the thinker, unless no effort is wanted', async () => {
    const thought = await askDemo(demo(), 'demo/thinker', { prompts: [prompt] });
    expect(thought.reasoning.length).toBeGreaterThan(200);
    const quick = await askDemo(demo(), 'demo/thinker', { prompts: [prompt], effort: 'none' });
    expect(quick.reasoning).toBe('');
    expect(quick.text).toBe(thought.text);
  });
});

test('who asks for a table gets tables', async () => {
  for (const model of MODELS.slice(0, 3)) {
    const { text } = await askDemo(demo(), model, { prompts: [EXAMPLE_PROMPTS.queues] });
    expect(text).toMatch(/^\| --- \|/m);
  }
});

test('another question, a further turn or a system prompt has the canned answer', async () => {
  const { floats } = EXAMPLE_PROMPTS;
  for (const ask of [{ prompts: [`${floats}?`] }, { prompts: [floats, floats] }, { prompts: [floats], system: 'Hi' }]) {
    expect((await askDemo(demo(), 'demo/quick', ask)).text).toContain('canned demo answer');
  }
});
