import type { Locator, Page } from 'playwright/test';
import { dollars, shortCount, shortRate, shortSeconds, UNKNOWN } from '@/lib/comparison/figure-words';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, pane, stateOf, test } from './support/page-test';
import { answerOf, openShared, share } from './support/shared-page';

/** First word, writing speed, tokens, cost, as they stand in a pane. */
function cellsOf(pane: Locator): Promise<string[]> {
  return pane
    .locator('[data-slot="figure-cell"] dd')
    .evaluateAll((cells) => cells.map((cell) => cell.textContent?.replace('▲best: ', '') ?? ''));
}

/** A file of records by column, and a table's cells by heading. No cell that is looked at holds what parts them. */
const byColumn = (head: string | undefined, row: string | undefined, gap: string) => {
  const values = row?.split(gap) ?? [];
  return Object.fromEntries((head?.split(gap) ?? []).map((column, index) => [column, values[index] ?? '']));
};

async function exported(page: Page, format: 'csv' | 'md' | 'json'): Promise<string> {
  const comparison = new URL(page.url()).pathname.split('/').at(-1);
  return (await page.request.get(`/api/comparisons/${comparison}/export?format=${format}`)).text();
}

function asOnScreen(value: string | undefined, words: (value: number) => string, estimated = 'false'): string {
  if (value === '' || value === undefined) return UNKNOWN;
  return `${estimated === 'true' ? '≈' : ''}${words(Number(value))}`;
}

const KINDS = {
  A: 'test/status-502.next.words-10-every-30ms',
  B: 'test/words-60-every-30ms.counts-560-500',
  C: 'test/thinks-10-every-50ms.words-10-every-50ms',
  D: 'test/words-60-every-30ms.uncounted',
};

test('the pane, the shared page and every export say the same of an answer, to the digit', async ({ page }) => {
  await askOnPage(page, Object.values(KINDS), markedPrompt());
  for (const lane of Object.keys(KINDS)) await expect(stateOf(page, lane)).toHaveText('Done');
  const panes = await Promise.all(Object.keys(KINDS).map((lane) => cellsOf(pane(page, lane))));
  const [head, ...rows] = (await exported(page, 'csv')).trim().split('\r\n');
  const [names, , ...lines] = (await exported(page, 'md'))
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, -2));
  const state = JSON.parse(await exported(page, 'json'));
  const comparison = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  for (const [index, lane] of Object.keys(KINDS).entries()) {
    const csv = byColumn(head, rows[index], ',');
    const estimated = csv.tokens_estimated;
    expect(panes[index]).toEqual([
      asOnScreen(csv.ttfo_ms, shortSeconds),
      asOnScreen(csv.writing_tokens_per_second, shortRate, estimated),
      asOnScreen(csv.output_tokens, shortCount, estimated),
      asOnScreen(csv.cost_usd, dollars, csv.cost_estimated),
    ]);
    const markdown = byColumn(names, lines[index], ' | ');
    expect(panes[index]).toEqual([
      markdown['first word (ttfo)'],
      markdown['writing speed']?.replace(' tok/s', ''),
      markdown.tokens,
      markdown.cost,
    ]);
    for (const [column, value] of Object.entries(state.turns[0].answers[lane][0].figures)) {
      expect(csv[column]).toBe(value === null ? '' : String(value));
    }
  }
  expect(panes[1]?.[2]).toBe('560');
  expect(panes[3]?.[2]).toMatch(/^≈\d+$/);

  await openShared(page, await share(page, comparison));
  expect(await Promise.all(Object.keys(KINDS).map((lane) => cellsOf(answerOf(page, lane))))).toEqual(panes);
});

test('thinking that was counted and not shown is called hidden, and the time of tries is told', async ({ page }) => {
  await askOnPage(page, [KINDS.A, KINDS.B], markedPrompt());
  for (const lane of ['A', 'B']) await expect(stateOf(page, lane)).toHaveText('Done');
  await page.getByRole('button', { name: 'B, exact figures' }).focus();
  await expect(page.getByRole('tooltip')).toContainText('thinkhidden');
  await page.getByRole('button', { name: 'A, exact figures' }).focus();
  await expect(page.getByRole('tooltip')).toContainText(/wait ttft\d\.\d{3} s\d\.\d{3} s in tries/);
});

test('what the figures mean is said to whoever uses a key, and Esc stops no lane', async ({ page }) => {
  await askOnPage(page, ['test/words-400-every-25ms', 'test/words-10'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  await page.getByRole('button', { name: 'A, what the figures mean' }).press('Enter');
  const guide = page.getByRole('dialog', { name: 'test/words-400-every-25ms' });
  await expect(guide).toContainText(/first word ttfo\d\.\d{3} sstart → first text/);
  await expect(guide).toContainText('rhythm itl p50 / p95');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(guide).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'A, what the figures mean' })).toBeFocused();
  await expect(stateOf(page, 'A')).toHaveText('Writing');
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('a tap opens what the figures mean, and all of it fits', async ({ page }) => {
    await askOnPage(page, ['test/words-10', 'test/words-3'], markedPrompt());
    await expect(stateOf(page, 'A')).toHaveText('Done');
    await page.getByRole('button', { name: 'A, what the figures mean' }).tap();
    const guide = page.getByRole('dialog', { name: 'test/words-10' });
    await expect(guide.getByText('start → first text', { exact: true })).toBeInViewport();
    const box = await guide.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844);
  });
});

test('a lane that failed wins nothing anywhere, and no sum counts it', async ({ page }) => {
  const models = ['test/thinks-10-every-50ms.words-10-every-50ms', KINDS.B, 'test/words-5-every-30ms.breaks-502'];
  await askOnPage(page, models, markedPrompt());
  for (const lane of ['A', 'B']) await expect(stateOf(page, lane)).toHaveText('Done');
  await expect(stateOf(page, 'C')).toHaveText('Failed');
  await expect(pane(page, 'C').getByText('best:')).toHaveCount(0);
  await expect(pane(page, 'B').locator('[data-slot="figure-cell"]').first()).toContainText('best:');
  await expect(page.locator('[data-slot="track-firsts"]')).toContainText(/^First B /);
  await expect(page.locator('[data-slot="track-times"]')).toContainText('together, 2 of 3');

  await openShared(page, await share(page, new URL(page.url()).pathname.split('/').at(-1) ?? ''));
  await expect(page.locator('[data-slot="turn-summary"]')).toContainText(/^First to speak B .* · C broke off/);
  await expect(answerOf(page, 'C').getByText('best:')).toHaveCount(0);
  await expect(page.locator('[data-slot="track-times"]')).toContainText('together, 2 of 3');
});

test('while a lane that spoke first is under way, neither track nor pane calls another the first', async ({ page }) => {
  const models = [
    'test/thinks-10-every-50ms.words-10-every-50ms',
    'test/waits-1000ms.words-60-every-30ms',
    'test/words-5-every-30ms.hangs',
  ];
  await askOnPage(page, models, markedPrompt());
  for (const lane of ['A', 'B']) await expect(stateOf(page, lane)).toHaveText('Done');
  const firsts = page.locator('[data-slot="track-firsts"]');
  const firstOf = (lane: string) => pane(page, lane).locator('[data-slot="figure-cell"]').first();
  await expect(firsts).toContainText(/^First {2}–/);
  for (const lane of ['A', 'B', 'C']) await expect(firstOf(lane)).not.toContainText('best:');
  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect(stateOf(page, 'C')).toHaveText('Stopped');
  await expect(firsts).toContainText(/^First A /);
  await expect(firstOf('A')).toContainText('best:');
  await expect(firstOf('C')).not.toContainText('best:');
  await expect(page.locator('[data-slot="track-times"]')).toContainText('together, 2 of 3');
});
