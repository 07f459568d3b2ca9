import { expect, test } from 'playwright/test';
import { lines } from '@/tests/support/openrouter/script-of-model-id';
import { cookieOf } from '../support/app';
import { markedPrompt } from '../support/marked-prompt';
import { ask, comparisonOf } from '../support/run-requests';
import { send } from '../support/send';
import { revoke, share } from '../support/sharing';

const NOBODY = { cookie: '' };
const TEXT = lines(4000);
const PIECE = 65_536;

async function askLong() {
  const reading = await (await ask({ prompt: markedPrompt(), models: ['test/lines-4000', 'test/words-3'] })).toEnd();
  const { comparison } = await reading.until('run');
  return { comparison, slug: (await share(comparison)).slug };
}

async function pieceAt(base: string, after: number, headers?: Record<string, string>) {
  const { status, text } = await send({ path: `${base}/turns/1/lanes/A/1?after=${after}`, headers });
  return { status, ...(JSON.parse(text) as { content: string; next: number | null }) };
}

test('a page carries the beginning of a long answer, and the rest comes by pieces', async () => {
  const { comparison, slug } = await askLong();
  for (const [base, page] of [
    [`/api/comparisons/${comparison}`, `/c/${comparison}`],
    [`/s/${slug}`, `/s/${slug}`],
  ] as const) {
    const { text: html } = await send({ path: page });
    expect(html).toContain('line 1300 ');
    expect(html).not.toContain('line 1400 ');
    const pieces: string[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const piece = await pieceAt(base, after);
      expect(piece.status).toBe(200);
      expect(piece.content.length).toBeLessThanOrEqual(PIECE);
      pieces.push(piece.content);
      after = piece.next;
    }
    expect(pieces.join('')).toBe(TEXT);
    expect(pieces.length).toBe(Math.ceil(TEXT.length / PIECE));
  }
});

test('the comparison as data carries beginnings, its export everything', async () => {
  const { comparison, slug } = await askLong();
  const { turns } = (await comparisonOf(comparison)).state;
  expect(turns[0]?.answers.A?.[0]).toMatchObject({ text: TEXT.slice(0, PIECE), whole: { text: TEXT.length } });
  expect(turns[0]?.answers.B?.[0]).not.toHaveProperty('whole');
  for (const path of [`/api/comparisons/${comparison}/export?format=md`, `/s/${slug}/export?format=md`]) {
    expect((await send({ path })).text).toContain('line 4000 ');
  }
});

test('a piece is as private as its comparison, and a broken address says what is wrong', async () => {
  const { comparison, slug } = await askLong();
  const own = `/api/comparisons/${comparison}/turns/1/lanes/A/1`;
  const stranger = { cookie: cookieOf('somebody else') };
  for (const headers of [NOBODY, stranger]) expect((await send({ path: own, headers })).status).toBe(404);
  for (const place of ['2/lanes/A/1', '1/lanes/C/1', '1/lanes/A/2', '0/lanes/A/1', '1/lanes/a/1', '1/lanes/A/x']) {
    for (const base of [`/api/comparisons/${comparison}`, `/s/${slug}`]) {
      expect([place, (await send({ path: `${base}/turns/${place}` })).status]).toEqual([place, 404]);
    }
  }
  for (const query of ['after=-1', 'after=1.5', 'after=x', 'after=', 'part=prompt', 'part=']) {
    const { status, text } = await send({ path: `${own}?${query}` });
    expect([query, status]).toEqual([query, 400]);
    expect(JSON.parse(text).errors[0].path).toBe(query.split('=')[0]);
  }
  expect(await pieceAt(`/s/${slug}`, TEXT.length, NOBODY)).toEqual({ status: 200, content: '', next: null });
  expect((await send({ method: 'POST', path: own })).headers.allow).toBe('GET');
  await revoke(comparison, slug);
  expect((await send({ path: `/s/${slug}/turns/1/lanes/A/1`, headers: NOBODY })).status).toBe(410);
});
