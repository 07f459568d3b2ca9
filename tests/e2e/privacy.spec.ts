import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, openStart, promptBox, stateOf, test } from './support/page-test';
import { ask, openShared, share } from './support/shared-page';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 390]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 844 } });

      test('the page says what this server stores, and axe finds no fault', async ({ page }) => {
        await openStart(page, '/');
        await page.getByRole('link', { name: 'Privacy' }).click();
        await expect(page.getByRole('heading', { level: 1, name: 'Privacy' })).toBeVisible();
        await expect(page.getByText('in an SQLite database on this server’s disk')).toBeVisible();
        await expect(page.getByText('They are kept until you delete them.')).toBeVisible();
        await expect(page.getByText('This server has a key of its own')).toBeVisible();
        await expect(page.getByRole('row', { name: /abreast-key.*90 days/ })).toBeVisible();
        await expect(page.getByRole('row', { name: /abreast-access/ })).toHaveCount(0);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        await expectAccessible(page);
        await page.getByRole('button', { name: 'Delete everything' }).click();
        await expectAccessible(page);
      });
    });
  }
}

test('a visitor deletes everything, by keyboard, once they have confirmed it', async ({ page, browser, baseURL }) => {
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: ['test/words-3'] });
  const path = await share(page, comparison);
  await openShared(page, path);
  await page.getByRole('link', { name: 'Privacy' }).click();
  await page.getByRole('button', { name: 'Delete everything' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Delete everything' })).toBeFocused();
  expect((await page.request.get(`/c/${comparison}`)).status()).toBe(200);

  await page.getByRole('button', { name: 'Delete everything' }).press('Enter');
  await page.getByRole('button', { name: 'Delete permanently' }).press('Enter');
  await expect(page.getByText('Everything is deleted.')).toBeVisible();
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('abreast-visitor');
  const reader = await browser.newContext({ baseURL });
  expect((await reader.request.get(path)).status()).toBe(404);
  await reader.close();
  await page.goto('/');
  await page.getByRole('button', { name: 'History' }).click();
  await expect(page.getByText('Nothing asked yet.')).toBeVisible();
});

test('another tab leaves what is deleted, and keeps nothing of it', async ({ page, context }) => {
  await askOnPage(page, ['test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await promptBox(page).fill('Written, and not asked');
  const privacy = await context.newPage();
  await privacy.goto('/privacy');
  await privacy.getByRole('button', { name: 'Delete everything' }).click();
  await privacy.getByRole('button', { name: 'Delete permanently' }).click();
  await expect(page).toHaveURL('/');
  await expect(promptBox(page)).toHaveValue('');
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain('Written');
});

test('a deletion that fails says why, and can be tried again', async ({ page }) => {
  await page.goto('/privacy');
  await page.route('**/api/visitor', (route) => route.abort());
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await page.getByRole('button', { name: 'Delete permanently' }).click();
  await expect(page.getByText('The server cannot be reached.', { exact: false })).toBeVisible();
  await page.unroute('**/api/visitor');
  await page.getByRole('button', { name: 'Delete permanently' }).click();
  await expect(page.getByText('Everything is deleted.')).toBeVisible();
});
