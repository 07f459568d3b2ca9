import { expect, test } from 'vitest';
import type { FilledSeat } from '@/lib/protocol/filling';
import { fillFromAddress } from '@/lib/service/prefill';
import { testApps } from '../support/test-apps';

const newApp = testApps();

const idsOf = (seats: readonly FilledSeat[]) => seats.map((seat) => (seat.kind === 'model' ? seat.model.id : seat.id));
const fill = (prompt: string, ...models: string[]) => fillFromAddress(newApp(), { prompt, models });

const TEN = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? 'demo/quick' : 'demo/steady'));

test('of ten models the first eight are filled in, and it is said', async () => {
  const { seats, notice } = await fill('', TEN.join(','));
  expect(idsOf(seats)).toEqual(TEN.slice(0, 8));
  expect(notice).toBe('This link names 10 models, and 8 fit side by side: the first 8 are filled in.');
});

test('eight are filled in without a word, the same one as often as it is named', async () => {
  const { seats, notice } = await fill('Why?', TEN.slice(2).join(','));
  expect([idsOf(seats), notice]).toEqual([TEN.slice(2), null]);
});

test('several lists are one list, and blank ids and spaces are none', async () => {
  const { seats, notice } = await fill('', ' demo/quick ,,', ',demo/steady', ',');
  expect([idsOf(seats), notice]).toEqual([['demo/quick', 'demo/steady'], null]);
});

test('an address of nothing but commas gets the models to begin with', async () => {
  const { seats } = await fill('', ',,,');
  expect(idsOf(seats)).toEqual(idsOf((await fill('')).seats));
});

test('what is no model keeps its place, however it is written, and counts as one', async () => {
  const odd = ['nobody/nothing', 'no-slash', 'v/'.padEnd(5000, 'x'), '<b>', '%', '__proto__/x', '💥/🙂'];
  const { seats } = await fill('', ['demo/quick', ...odd].join(','));
  expect(seats.map(({ kind }) => kind)).toEqual(['model', ...odd.map(() => 'gone')]);
  const { notice } = await fill('', ['demo/quick', ...odd, 'demo/steady'].join(','));
  expect(notice).toContain('names 9 models');
});

test('the prompt is filled in as it is written', async () => {
  const prompt = `  ${'long '.repeat(2000)}\n\t`;
  expect((await fill(prompt)).prompt).toBe(prompt);
});
