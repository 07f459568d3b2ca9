import type { Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, pane, promptBox, stateOf, test } from './support/page-test';

async function askTwice(page: Page): Promise<void> {
  await askOnPage(page, ['test/words-3', 'test/echo'], markedPrompt());
  for (const lane of 'AB') await expect(stateOf(page, lane)).toHaveText('Done');
  await promptBox(page).fill('And in Kiel?');
  await page.getByRole('button', { name: 'Ask 2 models' }).click();
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
  for (const lane of 'AB') await expect(stateOf(page, lane)).toHaveText('Done');
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const editor = (page: Page) => page.locator('[data-slot="prompt-editor"]');

for (const size of [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
]) {
  test(`a question is asked otherwise in a new comparison, linked both ways, at ${size.width} px`, async ({ page }) => {
    await page.setViewportSize(size);
    await askTwice(page);
    const first = page.url();
    await heading(page).getByRole('button').click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Edit' }).click();
    const box = page.getByLabel('Question 2');
    await expect(box).toBeFocused();
    await expect(box).toHaveValue('And in Kiel?');
    await expectAccessible(page);
    await box.fill('And in Husum?');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL((url) => url.href !== first && url.pathname.startsWith('/c/'));
    await expect(heading(page)).toHaveText('And in Husum?');
    await expect(page.getByText('Turn 2 of 2')).toBeVisible();
    for (const lane of 'AB') await expect(stateOf(page, lane)).toHaveText('Done');
    await expect(
      pane(page, 'B')
        .getByText(/And in Husum/)
        .last(),
    ).toBeVisible();
    await expect(pane(page, 'B').getByRole('button', { name: /Why are there tides/ })).toBeVisible();

    await heading(page).getByRole('button').click();
    await page.getByRole('link', { name: 'As question 2 was asked first' }).click();
    await page.waitForURL(first);
    await expect(heading(page)).toHaveText('And in Kiel?');
    await heading(page).getByRole('button').click();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Asked otherwise, 1' }).click();
    await expect(heading(page)).toHaveText('And in Husum?');
  });
}

test('without a mouse; Esc leaves all as it is', async ({ page }) => {
  await askTwice(page);
  const first = page.url();
  await heading(page).getByRole('button').focus();
  await page.keyboard.press('q');
  await page.getByRole('button', { name: 'Edit' }).focus();
  await page.keyboard.press('Enter');
  const ask = editor(page).getByRole('button', { name: 'Ask in a new comparison' });
  await expect(ask).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.type(' Or not?');
  await expect(ask).toHaveAttribute('aria-disabled', 'false');
  await page.keyboard.press('Escape');
  await expect(editor(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Edit' })).toBeFocused();
  await expect(page).toHaveURL(first);
});

test('what the server refuses is told, and what was written stays', async ({ page }) => {
  await askTwice(page);
  const comparison = new URL(page.url()).pathname.slice('/c/'.length);
  await heading(page).getByRole('button').click();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Question 2').fill('Too late');
  expect((await page.request.delete(`/api/comparisons/${comparison}`)).status()).toBe(204);
  await editor(page).getByRole('button', { name: 'Ask in a new comparison' }).click();
  await expect(editor(page).getByRole('alert')).toContainText('There is no comparison at this address');
  await expect(page.getByLabel('Question 2')).toHaveValue('Too late');
  await expectAccessible(page);
});
