import type { Locator } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, pane, stateOf, test } from './support/page-test';
import { answerOf, openShared } from './support/shared-page';

const LANES = ['test/words-10-every-50ms.cites-3.words-5', 'test/draws-2', 'test/calls-search'];

/** All that came beside the text of the three lanes. */
async function expectNotes(lane: (letter: string) => Locator): Promise<void> {
  const sources = lane('A').getByRole('list', { name: 'Sources' });
  await expect(sources.getByRole('listitem')).toHaveText([
    'Page 1 example.com',
    'Page 2 example.com',
    'Page 3 example.com',
  ]);
  const link = sources.getByRole('link', { name: 'Page 2' });
  await expect(link).toHaveAttribute('href', 'https://example.com/2');
  await expect(link).toHaveAttribute('rel', /noopener noreferrer/);
  await expect(lane('B')).toContainText('The model answered with 2 pictures, which are not shown here yet.');
  await expect(lane('C')).toContainText('The model asked for a tool (search), which Abreast does not run.');
  for (const letter of ['B', 'C']) await expect(lane(letter)).not.toContainText('empty answer');
  await expect(lane('A').page().locator('main img')).toHaveCount(0);
}

test('what comes beside the text is shown, kept, shared and taken away', async ({ page, browser, baseURL }) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(String(baseURL)) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
  });
  await askOnPage(page, LANES, markedPrompt());
  for (const letter of ['A', 'B', 'C']) await expect(stateOf(page, letter)).toHaveText('Done');
  await expectNotes((letter) => pane(page, letter));
  await expect(pane(page, 'A').getByText(/w10w1 w2 w3 w4 w5$/)).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expectNotes((letter) => pane(page, letter));

  const comparison = new URL(page.url()).pathname.slice('/c/'.length);
  const exported = async (format: string) =>
    (await page.request.get(`/api/comparisons/${comparison}/export?format=${format}`)).text();
  expect(await exported('md')).toContain('2. [Page 2](<https://example.com/2>) (example.com)');
  expect(await exported('csv')).toContain('"https://example.com/1\nhttps://example.com/2\nhttps://example.com/3"');
  expect(JSON.stringify(JSON.parse(await exported('json')))).toContain('"kind":"tool","name":"search"');

  const made = await page.request.post(`/api/comparisons/${comparison}/share`, { data: {} });
  const path = `/s/${((await made.json()) as { slug: string }).slug}`;
  await openShared(page, path);
  await expectNotes((letter) => answerOf(page, letter));
  await expectAccessible(page);

  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const reader = await context.newPage();
  await reader.goto(path);
  await expectNotes((letter) => answerOf(reader, letter));
  await context.close();
  expect(foreign).toEqual([]);
});

test('a replay takes sources away until they come', async ({ page }) => {
  await askOnPage(page, LANES, markedPrompt());
  for (const letter of ['A', 'B', 'C']) await expect(stateOf(page, letter)).toHaveText('Done');
  const comparison = new URL(page.url()).pathname.slice('/c/'.length);
  const made = await page.request.post(`/api/comparisons/${comparison}/share`, { data: {} });
  await openShared(page, `/s/${((await made.json()) as { slug: string }).slug}`);
  const sources = answerOf(page, 'A').getByRole('list', { name: 'Sources' });
  await expect(sources).toBeVisible();
  await page.getByRole('button', { name: /^Replay/ }).click();
  await page.getByRole('slider').press('Home');
  await expect(sources).toHaveCount(0);
  await page.getByRole('slider').press('End');
  await expect(sources).toBeVisible();
});

test('privacy settings that rule a model out are named, with the page where they are', async ({ page }) => {
  await askOnPage(page, ['test/privacy', 'demo/quick'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Failed');
  const notice = pane(page, 'A').getByRole('region', { name: 'Why this failed' });
  await expect(notice).toContainText('OpenRouter’s privacy settings');
  await expect(notice).not.toContainText('No provider can serve');
  await expect(notice.getByRole('link')).toHaveAttribute('href', 'https://openrouter.ai/settings/privacy');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await expectAccessible(page);
});
