import { expect, pane, test } from './support/page-test';
import { ask, openShared, share } from './support/shared-page';

/** The halves of characters, in every place of a text. */
const HALVES = [
  'Last \ud83d',
  '\ude00 first, the wrong way round \ude00\ud83d, and **bold \ud83d** `code \ude00`',
  '# A heading \ud83d',
  '- item \ud83d\n- \ude00',
  '| a \ud83d |\n|---|\n| \ude00 |',
  '```\n\ud83d\n```',
  'a note[^1] and [a link \ud83d](https://a.example/\ud83d "\ude00")',
  '[^1]: \ud83d',
  'End \ud83d',
].join('\n\n');

test('half a character in a prompt, an answer or a title is shown as one that says so, by server and browser alike', async ({
  page,
}) => {
  const { comparison } = await ask(page, { prompt: HALVES, models: ['test/recites', 'test/echo'] });
  const renamed = await page.request.patch(`/api/comparisons/${comparison}`, {
    headers: { 'content-type': 'application/json' },
    data: String.raw`{"title":"Half \ud83d a title"}`,
  });
  expect(renamed.status()).toBe(204);
  // The fixture fails the test when React finds another text than the server sent.
  await page.goto(`/c/${comparison}`);
  await expect(page).toHaveTitle(/^Half \ufffd a title/);
  const answer = pane(page, 'A').locator('.markdown');
  await expect(answer).toContainText('Last \ufffd');
  await expect(answer).toContainText('End \ufffd');
  await openShared(page, await share(page, comparison));
  await expect(page.locator('.markdown').first()).toContainText('Last \ufffd');
  expect(await page.evaluate(() => document.documentElement.outerHTML.isWellFormed())).toBe(true);
});
