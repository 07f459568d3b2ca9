import { askOnPage, expect, expectAccessible, pane, stateOf, test } from './support/page-test';
import { answerOf, ask, share } from './support/shared-page';

const TEXT = `Try it first.

<details onclick="alert(1)">
<summary>The <b>solution</b></summary>

It is **42**, as \`solve()\` says:

- first

<details><summary>Why</summary>Because it is.</details>

</details>

Well done.`;

test('details of an answer are opened by the keyboard, and copied as they were written', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await askOnPage(page, ['test/recites'], TEXT);
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await page.reload();
  const answer = pane(page, 'A');
  const summary = answer.locator('summary', { hasText: 'The solution' });
  await expect(answer.getByText('It is 42')).toBeHidden();
  await summary.focus();
  await page.keyboard.press('Enter');
  await expect(answer.getByText('It is 42')).toBeVisible();
  await expect(answer.getByText('Because it is.')).toBeHidden();
  await page.keyboard.press('Tab');
  await expect(answer.locator('summary', { hasText: 'Why' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(answer.getByText('Because it is.')).toBeVisible();
  await expectAccessible(page);
  await answer.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(TEXT);
});

test('details open on a shared page without a script, and are all there on paper', async ({
  page,
  browser,
  baseURL,
}) => {
  const { comparison } = await ask(page, { prompt: TEXT, models: ['test/recites'] });
  const path = await share(page, comparison);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const reader = await context.newPage();
  await reader.goto(path);
  const answer = answerOf(reader, 'A');
  await expect(answer.getByText('Because it is.')).toBeHidden();
  await reader.emulateMedia({ media: 'print' });
  await expect(answer.getByText('It is 42')).toBeVisible();
  await expect(answer.getByText('Because it is.')).toBeVisible();
  await reader.emulateMedia({ media: 'screen' });
  await answer.locator('summary', { hasText: 'The solution' }).click();
  await expect(answer.getByText('It is 42')).toBeVisible();
  await context.close();
});

test('details are open while they are written', async ({ page }) => {
  await askOnPage(page, ['test/recites-every-20ms'], TEXT.replace('- first', 'more '.repeat(150)));
  const answer = pane(page, 'A');
  await expect(answer.getByText('It is 42')).toBeVisible();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(answer.getByText('It is 42')).toBeVisible();
});
