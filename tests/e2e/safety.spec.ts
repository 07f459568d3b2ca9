import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, pane, stateOf, test } from './support/page-test';

test('what a model writes runs nothing, loads nothing and links only to the web and mailboxes', async ({ page }) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('http://127.0.0.1') && !request.url().startsWith('data:'))
      foreign.push(request.url());
  });
  await askOnPage(page, ['test/says-scripts', 'test/says-markdown'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  expect(await page.evaluate(() => (window as { pwned?: unknown }).pwned)).toBeUndefined();
  const answer = pane(page, 'A').locator('.markdown');
  expect(await answer.locator('script, img, iframe, form, style, object, svg, link, meta').count()).toBe(0);
  const schemes = await answer
    .locator('a')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).protocol));
  expect(schemes.filter((scheme) => !['http:', 'https:', 'mailto:'].includes(scheme))).toEqual([]);
  expect(foreign).toEqual([]);
});

test('tables, code with its language and lists are drawn as such', async ({ page }) => {
  await askOnPage(page, ['demo/long'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done', { timeout: 20_000 });
  const answer = pane(page, 'A').locator('.markdown');
  await expect(answer.locator('table').first()).toBeVisible();
  await expect(answer.locator('figure.code figcaption').first()).toContainText(/\w/);
  await expect(answer.locator('figure.code code span[class^="hljs"]').first()).toBeVisible();
});
