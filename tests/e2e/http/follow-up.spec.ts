import { randomUUID } from 'node:crypto';
import { expect, test } from 'playwright/test';
import { markedPrompt } from '../support/marked-prompt';
import { only } from '../support/only';
import { ask, comparisonOf, stop } from '../support/run-requests';
import { send } from '../support/send';
import { messagesOf, requestsWith, type ToldRequest } from '../support/stand-in';

test.describe('follow-ups', () => {
  test('send each lane only what that lane said', async () => {
    const twice = 'test/words-3.next.says-code';
    const system = `Answer briefly ${randomUUID()}`;
    const firstPrompt = markedPrompt();
    const first = await ask({
      prompt: firstPrompt,
      system,
      settings: { maxTokens: 99 },
      // The temperature tells at the stand-in which lane asks: two of them have the same model.
      lanes: ['openai/gpt-5-mini', 'google/gemini-2.5-flash', twice, twice].map((model, index) => ({
        model,
        settings: { temperature: (index + 1) / 10 },
      })),
    });
    await first.toEnd();
    const lanes = ['A', 'B', 'C', 'D'];
    const laneOf = ({ body }: ToldRequest) => lanes[Number(body.temperature) * 10 - 1] ?? '';
    const nonces = Object.fromEntries(lanes.map((lane) => [lane, first.textOf(lane)]));
    // The model that sits twice says one thing to whoever asks first and another to the second.
    expect(new Set(Object.values(nonces)).size).toBe(4);
    const { comparison } = await first.until('run');

    const secondPrompt = markedPrompt();
    const second = await (await ask({ comparison, prompt: secondPrompt })).toEnd();
    expect(await second.until('run')).toMatchObject({ comparison, turn: 2 });
    const asked = await requestsWith(secondPrompt);
    expect(asked.map(laneOf).sort()).toEqual(lanes);
    for (const request of asked) {
      const lane = laneOf(request);
      expect(request.body).toMatchObject({ max_tokens: 99 });
      expect(messagesOf(request)).toEqual([
        { role: 'system', text: system },
        { role: 'user', text: firstPrompt },
        { role: 'assistant', text: nonces[lane] },
        { role: 'user', text: secondPrompt },
      ]);
    }

    const thirdPrompt = markedPrompt();
    const third = await (await ask({ comparison, prompt: thirdPrompt, lanes: ['D', 'B'], system: '' })).toEnd();
    const begun = await third.until('run');
    expect(begun.turn).toBe(3);
    expect(begun.lanes.map(({ lane }) => lane).sort()).toEqual(['B', 'D']);
    const askedThird = await requestsWith(thirdPrompt);
    expect(askedThird.map(laneOf).sort()).toEqual(['B', 'D']);
    for (const request of askedThird) {
      const lane = laneOf(request);
      expect(messagesOf(request)).toEqual([
        { role: 'user', text: firstPrompt },
        { role: 'assistant', text: nonces[lane] },
        { role: 'user', text: secondPrompt },
        { role: 'assistant', text: second.textOf(lane) },
        { role: 'user', text: thirdPrompt },
      ]);
    }

    const fourthPrompt = markedPrompt();
    await (await ask({ comparison, prompt: fourthPrompt, lanes: ['A'] })).toEnd();
    expect(messagesOf(only(await requestsWith(fourthPrompt)))).toEqual([
      { role: 'user', text: firstPrompt },
      { role: 'assistant', text: nonces.A },
      { role: 'user', text: secondPrompt },
      { role: 'assistant', text: second.textOf('A') },
      { role: 'user', text: fourthPrompt },
    ]);
    const { record } = await comparisonOf(comparison);
    expect(record.turns.map((turn) => turn.system)).toEqual([system, system, null, null]);
  });

  test('keep the partial text of a lane that failed, and join the prompts of one that said nothing', async () => {
    const firstPrompt = markedPrompt();
    const models = ['test/words-5-every-30ms.breaks-502', 'test/status-402', 'test/words-5-every-30ms.hangs'];
    const first = await ask({ prompt: firstPrompt, models });
    const { comparison, run } = await first.until('run');
    await first.untilText('C', 'w1 w2 w3 w4 w5');
    await stop(run, 'C');
    await first.toEnd();
    const secondPrompt = markedPrompt();
    const second = await ask({ comparison, prompt: secondPrompt });
    await expect.poll(() => requestsWith(secondPrompt)).toHaveLength(3);
    const asked = await requestsWith(secondPrompt);
    const kept = [
      { role: 'user', text: firstPrompt },
      { role: 'assistant', text: 'w1 w2 w3 w4 w5' },
      { role: 'user', text: secondPrompt },
    ];
    const messages = models.map((model) => messagesOf(only(asked.filter((request) => request.model === model))));
    expect(messages).toEqual([kept, [{ role: 'user', text: `${firstPrompt}\n\n${secondPrompt}` }], kept]);
    await stop((await second.until('run')).run);
    await second.toEnd();
  });

  test('go to lanes that are free while another lane still talks', async () => {
    const first = await ask({ prompt: markedPrompt(), models: ['test/words-3', 'test/hangs'] });
    const { comparison, run } = await first.until('run');
    await first.until('done', ({ lane }) => lane === 'A');
    const second = await (await ask({ comparison, prompt: markedPrompt(), lanes: ['A'] })).toEnd();
    expect(second.ends).toMatchObject([{ lane: 'A', reason: 'stop' }]);
    expect(first.over).toBe(false);
    await stop(run);
    await first.toEnd();
  });

  test('that come at the same moment start once', async () => {
    const model = 'test/words-20-every-30ms';
    const first = await (await ask({ prompt: markedPrompt(), models: [model] })).toEnd();
    const { comparison } = await first.until('run');
    const prompt = markedPrompt();
    const followUp = {
      method: 'POST',
      path: '/api/compare',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ comparison, prompt }),
    };
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(followUp)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(await requestsWith(prompt)).toHaveLength(1);
    expect((await comparisonOf(comparison)).record.turns).toHaveLength(2);
  });
});
