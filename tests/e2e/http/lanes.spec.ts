import { expect, test } from 'playwright/test';
import { markedPrompt } from '../support/marked-prompt';
import { only } from '../support/only';
import type { Reading } from '../support/reading';
import { ask, comparisonOf, retry, retryRequest, stop } from '../support/run-requests';
import { send } from '../support/send';
import { messagesOf, requestsWith } from '../support/stand-in';

/** What the stand-in was asked by a model for that prompt. */
async function requestOf(prompt: string, model: string) {
  return only((await requestsWith(prompt)).filter((request) => request.model === model));
}

/** What a run asked: letter, attempt and model of each lane. */
function lanesIn(reading: Reading): string[] {
  return reading.events.flatMap((event) =>
    event.type === 'start' ? [`${event.lane}${event.attempt} ${event.model}`] : [],
  );
}

/** The lanes of the run that a reading has started, as the record says. */
function lanesOf({ record }: Reading) {
  return record?.turns.flatMap(({ runs }) => runs).at(-1)?.lanes ?? [];
}

function followUp(body: object) {
  const headers = { 'content-type': 'application/json' };
  return { method: 'POST', path: '/api/compare', headers, body: JSON.stringify(body) };
}

test.describe('a new comparison', () => {
  test('gives a lane its own system prompt, and the others that of the turn', async () => {
    const prompt = markedPrompt();
    const lanes = [
      { model: 'test/words-3' },
      { model: 'test/words-4', system: 'Be kind.' },
      { model: 'test/words-5', system: '' },
      { model: 'test/words-6', system: null },
    ];
    const reading = await (await ask({ prompt, system: 'Be brief.', lanes })).toEnd();
    const systems = await Promise.all(
      lanes.map(async ({ model }) => {
        const [first] = messagesOf(await requestOf(prompt, model));
        return first?.role === 'system' ? first.text : null;
      }),
    );
    expect(systems).toEqual(['Be brief.', 'Be kind.', null, 'Be brief.']);
    expect(lanesOf(reading).map(({ system }) => system)).toEqual([null, 'Be kind.', '', null]);
  });

  test('takes its question in parts, keeps them, and sends them as one message', async () => {
    const prompt = markedPrompt();
    const content = [
      { type: 'text', text: prompt },
      { type: 'text', text: 'In one word.' },
    ];
    const reading = await (await ask({ content, models: ['test/words-3'] })).toEnd();
    expect(only(reading.record?.turns ?? []).content).toEqual(content);
    expect(messagesOf(only(await requestsWith(prompt)))).toEqual([{ role: 'user', text: `${prompt}\n\nIn one word.` }]);
  });

  test('says of each lane at which source it is asked', async () => {
    const reading = await (await ask({ prompt: markedPrompt(), models: ['test/words-3', 'demo/quick'] })).toEnd();
    expect(lanesOf(reading)).toMatchObject([
      { lane: 'A', source: 'openrouter', demo: false },
      { lane: 'B', source: 'demo', demo: true },
    ]);
  });
});

test.describe('a follow-up', () => {
  test('changes of a lane what it names, from then on, and leaves the rest as it was', async () => {
    const firstPrompt = markedPrompt();
    const first = await ask({
      prompt: firstPrompt,
      system: 'Be brief.',
      lanes: [
        { model: 'test/words-3', settings: { temperature: 0.5, maxTokens: 99 } },
        { model: 'test/words-4', settings: { temperature: 0.6 } },
      ],
    });
    await first.toEnd();
    const { comparison } = await first.until('run');

    const secondPrompt = markedPrompt();
    const changed = [
      { lane: 'A', model: 'test/words-6' },
      { lane: 'B', settings: { maxTokens: 50 }, system: 'Be kind.' },
    ];
    const second = await (await ask({ comparison, prompt: secondPrompt, lanes: changed })).toEnd();
    expect(lanesIn(second)).toEqual(['A1 test/words-6', 'B1 test/words-4']);
    const a = await requestOf(secondPrompt, 'test/words-6');
    expect(a.body).toMatchObject({ temperature: 0.5, max_tokens: 99 });
    // Another model goes on with what the lane has said.
    expect(messagesOf(a)).toEqual([
      { role: 'system', text: 'Be brief.' },
      { role: 'user', text: firstPrompt },
      { role: 'assistant', text: first.textOf('A') },
      { role: 'user', text: secondPrompt },
    ]);
    const b = await requestOf(secondPrompt, 'test/words-4');
    expect(b.body).toMatchObject({ max_tokens: 50 });
    expect(b.body).not.toHaveProperty('temperature');
    expect(messagesOf(b)[0]).toEqual({ role: 'system', text: 'Be kind.' });

    const thirdPrompt = markedPrompt();
    const third = await (await ask({ comparison, prompt: thirdPrompt, system: 'Be long.' })).toEnd();
    expect(lanesIn(third)).toEqual(['A1 test/words-6', 'B1 test/words-4']);
    const [ofA, ofB] = await Promise.all([
      requestOf(thirdPrompt, 'test/words-6'),
      requestOf(thirdPrompt, 'test/words-4'),
    ]);
    expect(ofA.body).toMatchObject({ temperature: 0.5, max_tokens: 99 });
    expect([messagesOf(ofA)[0], messagesOf(ofB)[0]]).toEqual([
      { role: 'system', text: 'Be long.' },
      { role: 'system', text: 'Be kind.' },
    ]);

    const fourthPrompt = markedPrompt();
    const back = [
      { lane: 'A', system: '' },
      { lane: 'B', system: null },
    ];
    await (await ask({ comparison, prompt: fourthPrompt, lanes: back })).toEnd();
    const [nowA, nowB] = await Promise.all([
      requestOf(fourthPrompt, 'test/words-6'),
      requestOf(fourthPrompt, 'test/words-4'),
    ]);
    expect([messagesOf(nowA)[0]?.role, messagesOf(nowB)[0]]).toEqual(['user', { role: 'system', text: 'Be long.' }]);
    const { record } = await comparisonOf(comparison);
    expect(record.turns.map(({ runs }) => runs[0]?.lanes[0]?.model)).toEqual([
      'test/words-3',
      ...Array(3).fill('test/words-6'),
    ]);
  });

  test('adds a lane with the next letter, whose history begins there', async () => {
    const first = await (await ask({ prompt: markedPrompt(), models: ['test/words-3', 'test/words-4'] })).toEnd();
    const { comparison, run } = await first.until('run');
    const secondPrompt = markedPrompt();
    const second = await (
      await ask({ comparison, prompt: secondPrompt, lanes: ['A', { lane: 'C', model: 'test/words-6' }] })
    ).toEnd();
    expect(lanesIn(second)).toEqual(['A1 test/words-3', 'C1 test/words-6']);
    expect(messagesOf(await requestOf(secondPrompt, 'test/words-6'))).toEqual([{ role: 'user', text: secondPrompt }]);

    // B was not asked in turn 2, and is asked again without it.
    const thirdPrompt = markedPrompt();
    const third = await (await ask({ comparison, prompt: thirdPrompt })).toEnd();
    expect(lanesIn(third)).toEqual(['A1 test/words-3', 'B1 test/words-4', 'C1 test/words-6']);
    const userTexts = messagesOf(await requestOf(thirdPrompt, 'test/words-4')).map(({ role }) => role);
    expect(userTexts).toEqual(['user', 'assistant', 'user']);

    // "Ask C too" in turn 1: the lane that came later is asked there for the first time.
    const earlier = await (await retry(run, 'C')).toEnd();
    expect(await earlier.until('start')).toMatchObject({ lane: 'C', attempt: 1, model: 'test/words-6' });
    const fourthPrompt = markedPrompt();
    await (await ask({ comparison, prompt: fourthPrompt, lanes: ['C'] })).toEnd();
    expect(messagesOf(only(await requestsWith(fourthPrompt))).map(({ role }) => role)).toEqual([
      ...['user', 'assistant'],
      ...['user', 'assistant'],
      ...['user', 'assistant'],
      'user',
    ]);
  });

  test('adds several lanes at once, up to eight in all', async () => {
    const first = await (await ask({ prompt: markedPrompt(), models: ['test/words-3'] })).toEnd();
    const { comparison } = await first.until('run');
    const lanes = [...'HGFEDCB'].map((lane) => ({ lane, model: 'test/words-3' }));
    const second = await (await ask({ comparison, prompt: markedPrompt(), lanes })).toEnd();
    expect(second.ends).toHaveLength(7);
    const third = await (await ask({ comparison, prompt: markedPrompt() })).toEnd();
    expect(
      lanesIn(third)
        .map((lane) => lane[0])
        .join(''),
    ).toBe('ABCDEFGH');
    const ninth = await send(
      followUp({ comparison, prompt: markedPrompt(), lanes: [{ lane: 'I', model: 'test/words-3' }] }),
    );
    expect([ninth.status, JSON.parse(ninth.text).errors[0].path]).toEqual([400, 'lanes.0.lane']);
  });

  test('that adds the same lane at the same moment as others adds it once', async () => {
    const first = await (await ask({ prompt: markedPrompt(), models: ['test/words-3'] })).toEnd();
    const { comparison, run } = await first.until('run');
    const prompt = markedPrompt();
    const lanes = [{ lane: 'B', model: 'test/words-20-every-30ms' }];
    const requests = [
      ...Array.from({ length: 3 }, () => followUp({ comparison, prompt, lanes })),
      ...Array.from({ length: 3 }, () => retryRequest(run, ...lanes)),
    ];
    const answers = await Promise.all(requests.map(send));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    const { record } = await comparisonOf(comparison);
    const added = record.turns
      .flatMap(({ runs }) => runs.flatMap(({ lanes: asked }) => asked))
      .filter(({ lane }) => lane === 'B');
    expect(added).toHaveLength(1);
  });
});

test.describe('a retry', () => {
  test('may ask another model, with other settings and another system prompt, as the next attempt', async () => {
    const prompt = markedPrompt();
    const lanes = [{ model: 'test/words-3', settings: { temperature: 0.5 } }, { model: 'test/words-4' }];
    const first = await (await ask({ prompt, system: 'Be brief.', lanes })).toEnd();
    const { comparison, run } = await first.until('run');
    const changed = { lane: 'A', model: 'test/words-6', settings: { maxTokens: 9 }, system: 'Be kind.' };
    const second = await (await retry(run, changed, 'B')).toEnd();
    expect(lanesIn(second)).toEqual(['A2 test/words-6', 'B2 test/words-4']);
    const request = await requestOf(prompt, 'test/words-6');
    expect(request.body).toMatchObject({ max_tokens: 9 });
    expect(request.body).not.toHaveProperty('temperature');
    expect(messagesOf(request)).toEqual([
      { role: 'system', text: 'Be kind.' },
      { role: 'user', text: prompt },
    ]);

    // What the next question goes to is the selected attempt.
    const nextPrompt = markedPrompt();
    const next = await (await ask({ comparison, prompt: nextPrompt, lanes: ['A'] })).toEnd();
    expect(lanesIn(next)).toEqual(['A1 test/words-6']);
    const selected = { method: 'PATCH', path: `/api/comparisons/${comparison}` };
    const headers = { 'content-type': 'application/json' };
    for (const turn of [1, 2]) {
      const body = JSON.stringify({ selected: { turn, lane: 'A', attempt: 1 } });
      expect((await send({ ...selected, headers, body })).status).toBe(204);
    }
    const third = await (await retry((await next.until('run')).run, 'A')).toEnd();
    expect(lanesIn(third)).toEqual(['A2 test/words-6']);
    const again = await (await retry(run, 'A')).toEnd();
    expect(lanesIn(again)).toEqual(['A3 test/words-3']);
  });

  test('asks a lane that was left out of a turn there, with what it had said until then', async () => {
    const firstPrompt = markedPrompt();
    const first = await (await ask({ prompt: firstPrompt, models: ['test/words-3', 'test/words-4'] })).toEnd();
    const { comparison } = await first.until('run');
    const secondPrompt = markedPrompt();
    const second = await (await ask({ comparison, prompt: secondPrompt, lanes: ['B'] })).toEnd();
    await (await ask({ comparison, prompt: markedPrompt() })).toEnd();
    const late = await (await retry((await second.until('run')).run, 'A')).toEnd();
    expect(await late.until('run')).toMatchObject({ turn: 2, lanes: [{ lane: 'A', model: 'test/words-3' }] });
    expect(await late.until('start')).toMatchObject({ lane: 'A', attempt: 1 });
    expect(messagesOf(await requestOf(secondPrompt, 'test/words-3'))).toEqual([
      { role: 'user', text: firstPrompt },
      { role: 'assistant', text: first.textOf('A') },
      { role: 'user', text: secondPrompt },
    ]);
  });

  test('may add a lane, and asks it in every turn so far by one request each', async () => {
    const prompts = [markedPrompt(), markedPrompt()];
    const first = await (await ask({ prompt: prompts[0], models: ['test/words-3'] })).toEnd();
    const { comparison, run } = await first.until('run');
    const second = await (await ask({ comparison, prompt: prompts[1] })).toEnd();
    const answer = await (await retry(run, { lane: 'B', model: 'test/words-6' })).toEnd();
    expect(lanesIn(answer)).toEqual(['B1 test/words-6']);
    await (await retry((await second.until('run')).run, 'B')).toEnd();
    expect(messagesOf(await requestOf(prompts[1] ?? '', 'test/words-6'))).toEqual([
      { role: 'user', text: prompts[0] },
      { role: 'assistant', text: answer.textOf('B') },
      { role: 'user', text: prompts[1] },
    ]);
  });

  test('is refused as a whole while one of its lanes runs, in whatever turn', async () => {
    const first = await (await ask({ prompt: markedPrompt(), models: ['test/words-3', 'test/words-4'] })).toEnd();
    const { comparison, run } = await first.until('run');
    const second = await ask({ comparison, prompt: markedPrompt(), lanes: [{ lane: 'A', model: 'test/hangs' }] });
    const running = await second.until('run');
    const before = await comparisonOf(comparison);
    const refused = await send(retryRequest(run, 'B', { lane: 'A', model: 'test/words-3' }));
    expect(refused.status).toBe(409);
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'turn-under-way', errors: [{ path: 'lanes.1' }] });
    expect((await comparisonOf(comparison)).record).toEqual(before.record);
    await stop(running.run);
    await second.toEnd();
  });

  test('at the same moment as others gives no attempt a number twice', async () => {
    const prompt = markedPrompt();
    const models = ['test/words-3', 'test/words-4', 'test/words-5', 'test/words-6'];
    const first = await (await ask({ prompt, models })).toEnd();
    const { comparison, run } = await first.until('run');
    const requests = [...'ABCDABCD'].map((lane) => retryRequest(run, lane));
    const answers = await Promise.all(requests.map(send));
    const started = answers.filter(({ status }) => status === 200);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(8 - started.length);
    expect(started.length).toBeGreaterThanOrEqual(4);
    const { record } = await comparisonOf(comparison);
    const attempts = only(record.turns).runs.flatMap(({ lanes }) =>
      lanes.map(({ lane, attempt }) => `${lane}${attempt}`),
    );
    expect(new Set(attempts).size).toBe(attempts.length);
    expect(attempts).toHaveLength(4 + started.length);
  });
});
