import { markedPrompt } from './support/marked-prompt';
import { expect, expectAccessible, pane, test } from './support/page-test';
import { answerOf, ask, openShared, share } from './support/shared-page';

test('a long answer goes on as the reader comes to its end, and its link loads it too', async ({ page }) => {
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: ['test/lines-4000', 'test/words-3'] });
  await openShared(page, await share(page, comparison));
  const answer = answerOf(page, 'A');
  const rest = answer.locator('[data-slot="rest-of-answer"]');
  await expect(rest).toHaveText(/^The first 65,536 of 200,000 characters are here\. Show more$/);
  await expectAccessible(page);
  await rest.scrollIntoViewIfNeeded();
  await expect(rest).toHaveText(/^The first 131,072 of/);
  // By the keyboard, from wherever the page stands.
  await rest.getByRole('link').focus();
  await rest.getByRole('link').press('Enter');
  await expect(answer).toContainText('line 3900 ');
  await answer.locator('[data-slot="pane-foot"]').scrollIntoViewIfNeeded();
  await expect(answer).toContainText('line 4000 ');
  await expect(rest).toHaveCount(0);
});

test('a long answer is copied whole, wherever its page has come', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: ['test/lines-4000'] });
  await page.goto(`/c/${comparison}`);
  await pane(page, 'A').getByRole('button', { name: 'Copy' }).click();
  await expect(pane(page, 'A').getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.length).toBe(200_000);
  expect(copied).toContain('line 4000 ');
});

test('a piece that does not come is asked for again', async ({ page }) => {
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: ['test/lines-4000'] });
  const address = '**/turns/1/lanes/A/1?*';
  await page.route(address, (route) => route.abort());
  await openShared(page, await share(page, comparison));
  const rest = answerOf(page, 'A').locator('[data-slot="rest-of-answer"]');
  await rest.scrollIntoViewIfNeeded();
  await expect(rest.getByRole('link')).toHaveText('Loading failed. Try again');
  await page.unroute(address);
  await rest.getByRole('link').click();
  await expect(rest).toHaveText(/^The first 131,072 of/);
});

test('without a script a long answer is read piece by piece, by links', async ({ page, browser, baseURL }) => {
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: ['test/lines-4000'] });
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const reader = await context.newPage();
  await reader.goto(await share(page, comparison));
  await reader.getByRole('link', { name: 'Show more' }).click();
  await expect(reader.getByText('65,537 to 131,072 of 200,000 characters, as written.')).toBeVisible();
  for (const begin of ['131,073', '196,609']) {
    await reader.getByRole('link', { name: 'Show more' }).click();
    await expect(reader.getByText(new RegExp(`${begin} to`))).toBeVisible();
  }
  await expect(reader.getByText('line 4000 ')).toBeVisible();
  await expect(reader.getByRole('link', { name: 'Show more' })).toHaveCount(0);
  await reader.getByRole('link', { name: 'Back to the comparison' }).click();
  await expect(answerOf(reader, 'A')).toContainText('line 1 ');
  await context.close();
});
