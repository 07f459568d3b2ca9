import type { Locator, Page } from 'playwright/test';
import { askOnPage, expect, expectAccessible, stateOf, test } from './support/page-test';

const panel = (page: Page) => page.getByRole('dialog', { name: /History|My models/ });
const rows = (page: Page) => panel(page).getByRole('listitem');
const row = (page: Page, text: string) => rows(page).filter({ hasText: text });
const star = (of: Locator) => of.getByRole('button', { name: /^Star for / });

async function ask(page: Page, models: readonly string[], prompt: string): Promise<void> {
  await askOnPage(page, models, prompt);
  for (const lane of models.map((_, index) => 'ABCDEFGH'.charAt(index))) {
    await expect(stateOf(page, lane)).toHaveText(/Done|Failed/);
  }
}

/** Three comparisons; the first one has a lane that failed. */
async function askThree(page: Page): Promise<void> {
  await ask(page, ['test/words-3', 'test/status-402'], 'About herons');
  await ask(page, ['test/words-5'], 'About owls');
  await ask(page, ['test/words-3', 'test/words-5'], 'About swifts');
  await page.getByRole('button', { name: 'History' }).click();
  await expect(rows(page)).toHaveCount(3);
}

test('the list is filtered by star, failures and model', async ({ page }) => {
  await askThree(page);
  await star(row(page, 'owls')).click();
  await expect(star(row(page, 'owls'))).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(page);
  const filter = (name: string) => panel(page).getByRole('button', { name, exact: true });
  await filter('★ Starred').click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('About owls');
  await star(rows(page)).click();
  // It is still there, so that the star can be given again.
  await expect(star(rows(page))).toHaveAttribute('aria-pressed', 'false');
  await filter('★ Starred').click();
  await filter('Failed').click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(/About herons.*1 failed/);
  await panel(page).getByLabel('Model').selectOption('test/words-5');
  await expect(panel(page).getByText('No comparison matches the filters.')).toBeVisible();
  await expectAccessible(page);
  await filter('Failed').click();
  await expect(rows(page)).toHaveCount(2);
  await page.reload();
  await page.getByRole('button', { name: 'History' }).click();
  await expect(rows(page)).toHaveCount(3);
});

test('several are starred and deleted at once, and come back', async ({ page }) => {
  await askThree(page);
  await panel(page).getByRole('button', { name: 'Select', exact: true }).click();
  await row(page, 'herons').getByRole('checkbox').check();
  await row(page, 'owls').getByRole('checkbox').check();
  await expect(panel(page).getByText('2 comparisons selected')).toBeVisible();
  await expectAccessible(page);
  await panel(page).getByRole('button', { name: 'Star', exact: true }).click();
  for (const text of ['herons', 'owls']) await expect(star(row(page, text))).toHaveAttribute('aria-pressed', 'true');
  await panel(page).getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(panel(page).getByText('Deleted', { exact: true })).toHaveCount(2);
  await expect(panel(page).getByText('0 comparisons selected')).toBeVisible();
  await row(page, 'herons').getByRole('button', { name: /^Undo/ }).click();
  await page.reload();
  await page.getByRole('button', { name: 'History' }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(star(row(page, 'herons'))).toHaveAttribute('aria-pressed', 'true');
});

test('compact rows stay chosen, and hold more of them', async ({ page }) => {
  await askThree(page);
  const height = async () => (await row(page, 'owls').boundingBox())?.height ?? 0;
  const before = await height();
  await panel(page).getByRole('button', { name: 'Compact' }).click();
  await expect.poll(height).toBeLessThan(before);
  await page.reload();
  await page.getByRole('button', { name: 'History' }).click();
  await expect(panel(page).getByRole('button', { name: 'Compact' })).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(page);
});

for (const size of [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
]) {
  test(`one’s own models are told by the middle of their answers at ${size.width} px`, async ({ page }) => {
    await page.setViewportSize(size);
    await askThree(page);
    await expect(panel(page).getByText(/All in all 5 answers, 1 failed, \$/)).toBeVisible();
    await panel(page).getByRole('button', { name: 'My models' }).click();
    const models = panel(page).getByRole('table').locator('tbody').getByRole('row');
    await expect(models).toHaveCount(3);
    await expect(models.filter({ hasText: 'words-5' })).toContainText(/2 answers.*p90.*n 2/);
    await expect(models.filter({ hasText: 'status-402' })).toContainText(/1 answer, 1 failed.*–/);
    await panel(page).getByRole('button', { name: 'first word' }).click();
    await expect(panel(page).getByRole('columnheader', { name: 'first word' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    // What has no such figure comes last.
    await expect(models.last()).toContainText('status-402');
    await expectAccessible(page);
    await panel(page).getByRole('button', { name: 'List' }).click();
    await expect(rows(page)).toHaveCount(3);
  });
}
