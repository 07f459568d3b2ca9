import type { Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { expect, expectAccessible, test } from './support/page-test';
import { ask, openShared, share } from './support/shared-page';

const panel = (page: Page) => page.getByRole('dialog', { name: 'Report this page' });

async function openReport(page: Page): Promise<void> {
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: ['test/words-3'] });
  await openShared(page, await share(page, comparison));
  await page.getByRole('button', { name: 'Report', exact: true }).press('Enter');
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('a reader reports a page by keyboard, and is thanked', async ({ page }) => {
      await openReport(page);
      const reason = panel(page).getByLabel('Why should the owner of this server take it down?');
      await expect(reason).toBeFocused();
      await expectAccessible(page);
      await expect(panel(page).getByRole('button', { name: 'Send report' })).toHaveAttribute('aria-disabled', 'true');
      await reason.fill('It names my neighbour.');
      const sent = page.waitForRequest('**/report');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect((await sent).postDataJSON()).toEqual({ reason: 'It names my neighbour.' });
      await expect(panel(page).getByText('Thank you.')).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('button', { name: 'Report', exact: true })).toBeFocused();
    });
  });
}

test('a report that cannot be sent keeps its text, and says why', async ({ page }) => {
  await openReport(page);
  await page.route('**/report', (route) => route.abort());
  const reason = panel(page).getByRole('textbox');
  await reason.fill('It names my neighbour.');
  await panel(page).getByRole('button', { name: 'Send report' }).click();
  await expect(panel(page).getByRole('alert')).toHaveText(/The server cannot be reached/);
  await expect(reason).toHaveValue('It names my neighbour.');
  await page.unroute('**/report');
  await panel(page).getByRole('button', { name: 'Send report' }).click();
  await expect(panel(page).getByText('Thank you.')).toBeVisible();
});

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the report fits the screen', async ({ page }) => {
    await openReport(page);
    await expect(panel(page)).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await expectAccessible(page);
  });
});
