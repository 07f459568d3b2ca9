import type { Page } from 'playwright/test';
import { expect, expectAccessible, openStart, test } from './support/page-test';

const search = (page: Page) => page.getByLabel('Search models');
const rows = (page: Page) => page.getByRole('listbox').getByRole('option');
const chips = (page: Page) => page.locator('[data-slot="draft-chip"]');

async function open(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(rows(page).first()).toBeVisible();
}

test('several models are chosen with one query, and the highlighted row stays', async ({ page }) => {
  await openStart(page, '/?models=demo/quick');
  await open(page);
  await page.keyboard.type('test/words-2');
  const first = rows(page).first();
  // The rows follow the query a moment later.
  await expect(first).toContainText('test/words-2');
  await expect(search(page)).toHaveAttribute('aria-activedescendant', (await first.getAttribute('id')) ?? '');
  await page.keyboard.press('ArrowDown');
  const second = rows(page).nth(1);
  await page.keyboard.press('Enter');
  await expect(second).toHaveAttribute('aria-selected', 'true');
  await expect(search(page)).toHaveValue('test/words-2');
  await expect(search(page)).toHaveAttribute('aria-activedescendant', (await second.getAttribute('id')) ?? '');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('3 of 8 chosen')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(first).toHaveAttribute('aria-selected', 'false');
  await rows(page).nth(2).click();
  await expect(search(page)).toBeFocused();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(chips(page)).toHaveCount(3);
});

test('Enter chooses a single match, and the next query takes the place of that one', async ({ page }) => {
  await openStart(page, '/?models=demo/quick');
  await open(page);
  await page.keyboard.type('sonet 4.5');
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('Enter');
  await page.keyboard.type('gpt 5 mni');
  await expect(search(page)).toHaveValue('gpt 5 mni');
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(chips(page).nth(1)).toContainText('Claude Sonnet 4.5');
  await expect(chips(page).nth(2)).toContainText('GPT-5 Mini');
});

test('a query that nothing has says so, and Enter does nothing', async ({ page }) => {
  await openStart(page, '/?models=demo/quick');
  await open(page);
  await page.keyboard.type('zzz');
  await expect(page.getByText('No model has “zzz” in its name, vendor or id.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(chips(page)).toHaveCount(1);
});

test('what was chosen before stands on top, after a reload too', async ({ page }) => {
  await openStart(page, '/?models=demo/quick');
  await open(page);
  await expect(page.getByRole('group', { name: 'Recent' })).toHaveCount(0);
  await page.keyboard.type('gpt-5 mini');
  await page.keyboard.press('Enter');
  await search(page).fill('flash');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(chips(page)).toHaveCount(3);
  await open(page);
  await expect(page.getByRole('group', { name: 'Chosen' }).getByRole('option')).toHaveCount(3);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await open(page);
  const recent = page.getByRole('group', { name: 'Recent' });
  await expect(recent.getByRole('option')).toHaveCount(2);
  await expect(recent.getByRole('option').first()).toContainText('Gemini 2.5 Flash');
  await expect(page.getByRole('group', { name: 'Demo' }).getByRole('option').first()).toContainText('Demo Quick');
  await expectAccessible(page);
});

test('a broken note of recent models breaks nothing', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('abreast.recent-models', '{'));
  await openStart(page, '/');
  await open(page);
  await expect(page.getByRole('group', { name: 'Recent' })).toHaveCount(0);
});

test('all can be cleared at once, and eight are as many as fit', async ({ page }) => {
  await openStart(page, '/?models=demo/quick,demo/steady');
  await open(page);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(page.getByText('0 of 8 chosen')).toBeVisible();
  await search(page).fill('test');
  for (let row = 0; row < 8; row++) await rows(page).nth(row).click();
  await expect(page.getByText('8 models are chosen, as many as fit.')).toBeVisible();
  await expect(rows(page).nth(8)).toHaveAttribute('aria-disabled', 'true');
  await rows(page).nth(8).click({ force: true });
  await expect(page.getByText('8 of 8 chosen')).toBeVisible();
  await expectAccessible(page);
});

test('Esc closes the list and nothing else', async ({ page }) => {
  await openStart(page, '/?models=demo/quick');
  await open(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(chips(page)).toHaveCount(1);
});

test('a list that cannot be read can be asked for again', async ({ page }) => {
  await page.route('**/api/models', (route) => route.fulfill({ status: 500, body: '' }));
  await openStart(page, '/?models=demo/quick');
  await page.keyboard.press('Control+k');
  await expect(page.getByText('The server answered 500.')).toBeVisible();
  await page.unroute('**/api/models');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(rows(page).first()).toBeVisible();
});

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('it is a sheet from below, and the keyboard waits for a touch of the search', async ({ page }) => {
    await openStart(page, '/?models=demo/quick');
    await page.getByRole('button', { name: '+ Add model' }).tap();
    const sheet = page.getByRole('dialog');
    await expect(rows(page).first()).toBeVisible();
    await expect(search(page)).not.toBeFocused();
    const box = await sheet.boundingBox();
    expect(box && Math.round(box.y + box.height)).toBe(844);
    expect(box?.width).toBe(390);
    await rows(page).nth(1).tap();
    await expect(search(page)).not.toBeFocused();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Done' }).tap();
    await expect(chips(page)).toHaveCount(2);
  });
});
