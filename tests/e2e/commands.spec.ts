import { askOnPage, expect, expectAccessible, openStart, promptBox, stateOf, test } from './support/page-test';
import { ask } from './support/shared-page';

const commands = { name: 'Commands and keys' };

test('what is typed finds a command, and Enter carries it out', async ({ page }) => {
  const { comparison } = await ask(page, { prompt: 'Why?', models: ['test/words-3', 'test/words-5'] });
  await page.goto(`/c/${comparison}`);
  await page.getByRole('button', commands).click();
  const search = page.getByRole('combobox', { name: 'Search commands' });
  await expect(search).toBeFocused();
  await expectAccessible(page);
  await search.fill('figures');
  await expect(page.getByRole('option')).toHaveCount(1);
  await search.press('Enter');
  await expect(page.getByRole('dialog').getByRole('table')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', commands).click();
  await search.fill('retry b');
  await search.press('Enter');
  await expect(page.getByLabel('Attempt', { exact: false }).first()).toBeVisible();

  await page.getByRole('button', commands).click();
  await search.fill('nothing like that');
  await expect(page.getByText('No command has these letters.')).toBeVisible();
});

test('a single key is a command while no field has the focus, and can be turned off', async ({ page }) => {
  await openStart(page, '/');
  await promptBox(page).fill('');
  await promptBox(page).press('h');
  await expect(promptBox(page)).toHaveValue('h');
  await promptBox(page).blur();
  await page.keyboard.press('h');
  await expect(page.getByRole('dialog', { name: 'History' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: /^History/ }).blur();
  await page.keyboard.press('/');
  await expect(promptBox(page)).toBeFocused();
  await expect(promptBox(page)).toHaveValue('h');

  await page.keyboard.press('Control+/');
  await page.getByRole('switch', { name: /Single keys/ }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await openStart(page, '/');
  await promptBox(page).blur();
  await page.keyboard.press('h');
  await page.keyboard.press('Control+/');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await expect(page.getByRole('dialog', commands)).toBeVisible();
});

test('the title of the tab tells how many lanes have ended', async ({ page }) => {
  await askOnPage(page, ['test/words-3', 'test/words-60-every-50ms'], 'How far?');
  await expect(page).toHaveTitle('● 1 of 2 How far? · Abreast');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await expect(page).toHaveTitle('How far? · Abreast');
});
