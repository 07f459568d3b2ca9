import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright/test';
import { cookieOf } from './support/app';
import { DESIGN_BALLOTS, GPT, SONNET } from './support/design-ballots';
import { type KeptBallot, keepBallots } from './support/keep-ballots';
import { markedPrompt } from './support/marked-prompt';
import { type OwnServer, startOwnServer } from './support/own-server';
import { askOnPage, expect, expectAccessible, stateOf, test } from './support/page-test';

let folder: string;
let server: OwnServer;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'abreast-board-'));
  server = await startOwnServer({ DATA_DIR: folder });
  await keepBallots(server, folder, DESIGN_BALLOTS);
});
test.afterAll(async () => {
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens the board as that visitor. */
async function openBoard(page: Page, query = '', visitor = 'the-visitor'): Promise<void> {
  await beVisitor(page.context(), visitor);
  await page.goto(`${server.origin}/board${query}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

async function beVisitor(context: BrowserContext, visitor: string): Promise<void> {
  const [name = '', value = ''] = cookieOf(visitor).split('=');
  await context.addCookies([{ name, value, url: server.origin }]);
}

/** A visitor of that name with these ballots. */
async function openBoardOf(page: Page, visitor: string, ballots: readonly KeptBallot[]): Promise<void> {
  await keepBallots(server, folder, ballots, visitor);
  await openBoard(page, '', visitor);
}

const rowOf = (page: Page, name: string | RegExp) => page.getByRole('row').filter({ hasText: name });
const pairs = (page: Page) => page.getByRole('list', { name: 'Pairs' }).getByRole('listitem');
const notes = (page: Page) => page.locator('[data-slot="board-notes"]');
const times = (count: number, ballot: KeptBallot) => Array.from({ length: count }, () => ballot);

test('states places, intervals and pairs of the blind ballots, and what it leaves out', async ({ page }) => {
  await openBoard(page);
  await expect(page.getByText('61 ballots, 56 of them blind, since 3 September 2026.')).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveText([
    /^Claude Sonnet 4\.5Anthropic · 27 ballots$/,
    /^GPT-5 mini, effort highOpenAI · 27 ballots$/,
    /^Gemini 2\.5 ProGoogle · 31 ballots$/,
    /^Llama 4 MaverickMeta · 23 ballots$/,
  ]);
  await expect(rowOf(page, 'Sonnet').getByRole('cell')).toHaveText([
    '1–2',
    /^chosen \d\d % \(\d\d to \d\d\) against the rest$/,
    /\$0\.0051$/,
    /0\.70 s$/,
  ]);
  await expect(pairs(page)).toHaveText([
    'Claude Sonnet 4.5 and GPT-5 mini, effort high: not enough votes to tell0 : 183 % sure5 more like these would do',
    'Claude Sonnet 4.5 above Gemini 2.5 Pro11 : 498 % sure',
    'Claude Sonnet 4.5 above Llama 4 Maverick10 : 1over 99 % sure',
    'GPT-5 mini, effort high and Gemini 2.5 Pro: not enough votes to tell8 : 683 % sure30 more like these would do',
    'GPT-5 mini, effort high above Llama 4 Maverick10 : 2over 99 % sure',
    'Gemini 2.5 Pro and Llama 4 Maverick: not enough votes to tell1 : 194 % sure1 more like these would do',
  ]);
  await expect(notes(page)).toContainText(
    /You chose the longest answer \d+ of \d+ times \([\d.]+ by chance; p [=<] 0\.\d+\)\./,
  );
  await expect(notes(page)).toContainText('5 ballots are left out: the names were known.');
  await expect(notes(page)).toContainText('5 ballots are left out: an answer named its maker.');
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);
});

test('is filtered by keyboard: all ballots, a kind of task, a line-up, what makes a row', async ({ page }) => {
  await openBoard(page);
  await page.getByRole('link', { name: 'All', exact: true }).press('Enter');
  await expect(page).toHaveURL(/\?blind=0$/);
  await expect(rowOf(page, 'Llama')).toContainText('28 ballots');
  await page.getByRole('link', { name: 'Blind only' }).press('Enter');
  await expect(rowOf(page, 'Llama')).toContainText('23 ballots');

  const kinds = page.locator('summary', { hasText: 'Kind: all' });
  await kinds.press('Enter');
  await expect(page.getByRole('link', { name: 'prose' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'prose' })).toBeHidden();
  await expect(kinds).toBeFocused();
  await kinds.press('Enter');
  await page.getByRole('link', { name: 'prose' }).press('Enter');
  await expect(page.getByRole('rowheader')).toHaveText([/^GPT-5 mini, effort high/, /^Gemini/]);
  await expect(page.getByText('14 ballots, 14 of them blind')).toBeVisible();

  await page.locator('summary', { hasText: 'Line-up: all' }).press('Enter');
  await page.getByRole('link', { name: 'Four' }).press('Enter');
  await expect(page).toHaveURL(/\?tag=prose&lineUp=Four$/);
  await expect(page.getByText('6 ballots, 6 of them blind')).toBeVisible();

  await page.locator('summary', { hasText: 'Rows: model and effort' }).press('Enter');
  await page.getByRole('link', { name: 'model', exact: true }).press('Enter');
  await expect(page.getByRole('rowheader')).toHaveText([/^Gemini/, /^GPT-5 miniOpenAI · 6 ballots$/]);
});

test('a press elsewhere closes an open filter', async ({ page }) => {
  await openBoard(page);
  await page.locator('summary', { hasText: 'Kind: all' }).click();
  await expect(page.getByRole('link', { name: 'prose' })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(page.getByRole('link', { name: 'prose' })).toBeHidden();
});

test('ballots in which an answer names its maker are included on request', async ({ page }) => {
  await openBoard(page);
  await page.getByRole('link', { name: 'Include them' }).click();
  await expect(rowOf(page, 'Sonnet')).toContainText('32 ballots');
  await expect(notes(page)).toContainText('Ballots in which an answer names its maker count, too.');
  await page.getByRole('link', { name: 'Leave them out' }).click();
  await expect(rowOf(page, 'Sonnet')).toContainText('27 ballots');
});

test('explains how it reasons', async ({ page }) => {
  await openBoard(page);
  const reasons = page.locator('[data-slot="board-reasons"]');
  await expect(reasons.getByText('there is no score')).toBeHidden();
  await reasons.locator('summary').press('Enter');
  await expect(reasons.getByText('there is no score')).toBeVisible();
  await expectAccessible(page);
});

test('is copied as Markdown and as CSV, by keyboard', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
  await openBoard(page);
  const copied = async (label: string) => {
    await page.getByRole('button', { name: label }).press('Enter');
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    await expect(page.getByRole('button', { name: label })).toBeVisible();
    return text;
  };
  const markdown = await copied('Copy as Markdown');
  expect(markdown).toMatch(/^61 ballots, 56 of them blind/);
  expect(markdown).toMatch(
    /\n\| 1–2 \| Claude Sonnet 4\.5 \| 27 \| \d\d % \(\d\d to \d\d\) \| \$0\.0051 \| 0\.70 s \|/,
  );
  expect(markdown).toContain('- Claude Sonnet 4.5 above Gemini 2.5 Pro: 11 : 4, 98 % sure');
  const lines = (await copied('Copy as CSV')).trim().split(/\r?\n/);
  expect(lines).toHaveLength(5);
  expect(lines[2]).toContain(
    '"openai/gpt-5-mini, reasoning effort high","GPT-5 mini, effort high",openai/gpt-5-mini,OpenAI,27,0,',
  );
});

for (const [width, height] of [
  [1280, 900],
  [390, 844],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`is accessible at ${width} px, ${colorScheme}, and as wide as the window`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await openBoard(page);
      await expectAccessible(page);
      await page.locator('summary', { hasText: 'Kind: all' }).click();
      await expect(page.getByRole('link', { name: 'prose' })).toBeInViewport({ ratio: 1 });
      await expectAccessible(page);
      const fits = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
      expect(fits).toBe(true);
      const spilling = await page
        .locator('main :not(thead, thead *)')
        .evaluateAll((parts) =>
          parts.flatMap((part) => (part.getBoundingClientRect().right > innerWidth ? [part.outerHTML] : [])),
        );
      expect(spilling).toEqual([]);
    });
  }
}

test('from 60 ballots gives the places at the same length, too', async ({ page }) => {
  await openBoard(page, '?named=1&blind=0');
  await expect(page.getByRole('columnheader')).toHaveText([
    'Place',
    'At the same length',
    'Model, as you used it',
    'Chosen, with its 95 % interval; the mark is 50 %',
    'Cost, median',
    'First word',
  ]);
  await expect(rowOf(page, 'Sonnet').getByRole('cell').nth(1)).toHaveText(/^(place at the same length )?1(–\d)?$/);
  await expect(notes(page)).toContainText(/the longer is chosen \d\d % \(\d\d to \d\d\)/);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
});

test('of many models the pairs of neighbours come first, the rest folded', async ({ page }) => {
  const models = Array.from({ length: 8 }, (_, index) => ({ ...SONNET, model: `v/${index}`, name: `Model ${index}` }));
  await openBoardOf(page, 'many-models', times(4, { models, best: [0] }));
  await expect(page.getByRole('rowheader')).toHaveCount(8);
  await expect(pairs(page)).toHaveCount(7);
  await page.locator('summary', { hasText: 'All other pairs, 21' }).press('Enter');
  await expect(page.getByRole('list', { name: 'All other pairs' }).getByRole('listitem')).toHaveCount(21);
  await expectAccessible(page);
});

test('two models of the same name are told apart by their ids', async ({ page }) => {
  await openBoardOf(
    page,
    'same-names',
    times(3, { models: [SONNET, { ...SONNET, model: 'local:sonnet' }], best: [0] }),
  );
  await expect(page.getByRole('rowheader').nth(1)).toHaveText('Claude Sonnet 4.5Anthropic · local:sonnet · 3 ballots');
});

test('own ballots and the votes in polls stand on boards of their own', async ({ page }) => {
  await keepBallots(server, folder, times(6, { models: [SONNET, GPT], best: [1], voter: 'a-voter' }), 'poll-author');
  await openBoard(page, '', 'poll-author');
  await expect(page.getByRole('heading', { name: 'No ballots yet.' })).toBeVisible();
  await page.getByRole('link', { name: 'My polls' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What your polls say');
  await expect(pairs(page)).toHaveText([/^GPT-5 mini, effort high above Claude Sonnet 4\.5/]);
  await openBoard(page, '?of=polls');
  await expect(page.getByRole('heading', { name: 'No votes yet.' })).toBeVisible();
  await expectAccessible(page);
});

test.describe('says what is missing', () => {
  test('where there are no ballots yet', async ({ page }) => {
    await openBoard(page, '', 'new-here');
    await expect(page.getByRole('heading', { name: 'No ballots yet.' })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Copy/ })).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Start a new comparison' })).toHaveAttribute('href', '/');
    await expectAccessible(page);
  });

  test('where none is blind, with the way to all of them', async ({ page }) => {
    await openBoardOf(page, 'never-blind', times(4, { models: [SONNET, GPT], best: [0], blind: false }));
    await expect(page.getByRole('heading', { name: 'No ballot was blind.' })).toBeVisible();
    await expect(page.getByText('4 ballots were cast with the names known.')).toBeVisible();
    await page.getByRole('link', { name: 'Show all ballots' }).click();
    await expect(page.getByRole('rowheader')).toHaveCount(2);
  });

  test('where each has an answer that names its maker', async ({ page }) => {
    await openBoardOf(page, 'all-named', times(3, { models: [SONNET, GPT], best: [0], namesMaker: true }));
    await page.getByRole('main').getByRole('link', { name: 'Include them' }).first().click();
    await expect(page.getByRole('rowheader')).toHaveCount(2);
  });

  test('where no model has three ballots', async ({ page }) => {
    await openBoardOf(page, 'two-ballots', times(2, { models: [SONNET, GPT], best: [0] }));
    await expect(
      page.getByText('A model is listed from 3 ballots. So far 2 ballots have been cast on 2 models.'),
    ).toBeVisible();
    await expectAccessible(page);
  });

  test('where nothing has that kind and line-up', async ({ page }) => {
    await openBoard(page, '?tag=no-such-kind');
    await page.getByRole('link', { name: 'Show all kinds and line-ups' }).click();
    await expect(page.getByRole('rowheader')).toHaveCount(4);
  });
});

/** Sends that visitor's request. */
async function send(visitor: string, method: string, path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json', cookie: cookieOf(visitor) };
  const response = await server.fetch(path, { method, headers, body: JSON.stringify(body) });
  expect([path, Math.floor(response.status / 100)]).toEqual([path, 2]);
  return response;
}

async function askBlind(visitor: string): Promise<string> {
  const question = { prompt: markedPrompt(), models: ['test/words-3', 'test/words-5'], blind: true, tags: ['words'] };
  const events = await (await send(visitor, 'POST', '/api/compare', question)).text();
  return /"comparison":"([\w-]+)"/.exec(events)?.[1] ?? '';
}

test('blind ballots that are cast now count at once, and their kind is there to filter by', async ({ page }) => {
  for (const best of [['A'], ['B'], ['A']]) {
    const comparison = await askBlind('casts-now');
    await send('casts-now', 'POST', `/api/comparisons/${comparison}/turns/1/ballot`, { best });
  }
  await openBoard(page, '', 'casts-now');
  await expect(page.getByText(/^3 ballots, 3 of them blind, since /)).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveText([
    /^test\/words-.* · 3 ballots$/,
    /^test\/words-.* · 3 ballots$/,
  ]);
  await expect(pairs(page)).toHaveText([/not enough votes to tell\d : \d\d\d % sure/]);
  await page.locator('summary', { hasText: 'Kind: all' }).click();
  await page.getByRole('link', { name: 'words' }).click();
  await expect(page.getByRole('rowheader')).toHaveCount(2);
});

test('votes in a poll count for their voters at once, and for its author once they know the names', async ({
  page,
}) => {
  const comparison = await askBlind('asks-voters');
  const { slug } = await (await send('asks-voters', 'POST', `/api/comparisons/${comparison}/share`, {})).json();
  for (const voter of ['voter-1', 'voter-2', 'voter-3']) {
    await send(voter, 'POST', `/s/${slug}/turns/1/ballot`, { verdict: 'equal' });
  }
  await openBoard(page, '', 'voter-1');
  await expect(page.getByText(/^1 ballot, 1 of them blind, since /)).toBeVisible();
  await expect(page.getByText('Kind: all')).toHaveCount(0);
  await openBoard(page, '?of=polls', 'asks-voters');
  await expect(page.getByRole('heading', { name: 'No votes yet.' })).toBeVisible();
  await send('asks-voters', 'PATCH', `/api/comparisons/${comparison}`, { revealed: true });
  await page.reload();
  await expect(page.getByText(/^3 ballots, 3 of them blind, since /)).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveCount(2);
  await expect(notes(page)).toContainText('3 ballots count here; 3 found all answers equal.');
});

test('is reached from the header, by a key, and on a phone from the history', async ({ page }) => {
  await askOnPage(page, ['test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(page.getByRole('banner').getByRole('link', { name: 'Board' })).toBeVisible();
  await page.getByRole('link', { name: 'Board' }).focus();
  await page.keyboard.press('b');
  await expect(page).toHaveURL(/\/board$/);
  await page.getByRole('banner').getByRole('link', { name: /^New/ }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'History' }).click();
  const link = page.getByRole('dialog', { name: 'History' }).getByRole('link', { name: 'Board' });
  await expect(link).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: 'Close' })).toBeInViewport({ ratio: 1 });
  await link.click();
  await expect(page).toHaveURL(/\/board$/);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('all of it is there and can be filtered; what needs script is absent', async ({ page }) => {
    await openBoard(page);
    await expect(page.getByRole('rowheader')).toHaveCount(4);
    await expect(page.getByRole('button', { name: /^Copy/ })).toHaveCount(0);
    await page.locator('summary', { hasText: 'Kind: all' }).click();
    await page.getByRole('link', { name: 'prose' }).click();
    await expect(page.getByRole('rowheader')).toHaveCount(2);
    await page.getByRole('link', { name: 'All', exact: true }).click();
    await expect(page).toHaveURL(/\?blind=0&tag=prose$/);
  });
});
