import { expect, expectAccessible, openStart, pane, promptBox, stateOf, test } from './support/page-test';

test.describe('the start page', () => {
  test('fills an example in, and asks nothing by that', async ({ page }) => {
    await openStart(page, '/?models=demo/quick');
    await page.getByRole('button', { name: /0\.1 \+ 0\.2/ }).click();
    await expect(promptBox(page)).toHaveValue(/^Why does 0\.1/);
    await expect(promptBox(page)).toBeFocused();
    await expect(page).toHaveURL(/\/\?models/);
  });

  test('is one click from demo answers to its example, one of which breaks off', async ({ page }) => {
    await openStart(page, '/');
    await page.getByRole('button', { name: 'Try it with demo models' }).click();
    for (const lane of ['A', 'B', 'C', 'D'])
      await expect(pane(page, lane).getByText('canned demo answer')).toBeVisible();
    await expect(stateOf(page, 'A')).toHaveText('Done');
    await expect(pane(page, 'A').locator('pre')).toContainText('0.30000000000000004');
    await expect(stateOf(page, 'D')).toHaveText('Failed', { timeout: 15_000 });
  });

  test('says that of ten models in its address eight fit', async ({ page }) => {
    await openStart(page, `/?models=${Array(10).fill('demo/quick').join(',')}`);
    await expect(page.getByText(/names 10 models, and 8 fit side by side/)).toBeVisible();
    await expect(page.locator('[data-slot="draft-chip"]')).toHaveCount(8);
    await expectAccessible(page);
  });

  for (const viewport of [
    { width: 390, height: 844 },
    { width: 2560, height: 1440 },
  ]) {
    test(`fits ${viewport.width}×${viewport.height} without scrolling`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await openStart(page, '/');
      const start = page.locator('[data-slot="start"]');
      await expect(start).toBeVisible();
      expect(await start.evaluate((main) => main.scrollHeight - main.clientHeight)).toBe(0);
      await expectAccessible(page);
    });
  }
});
