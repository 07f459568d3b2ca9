import type { Locator, Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, openStart, promptBox, stateOf, test } from './support/page-test';

/** How browsers tell that a key belongs to an input method: while it composes, and in Safari right after. */
const COMPOSING = [
  { name: 'a key while one composes', marks: { isComposing: true } },
  { name: 'the key that ends a composition', marks: { keyCode: 229 } },
];

/** Sends a key to a field as an input method leaves it. @returns whether the page has left it alone. */
function press(field: Locator, init: Omit<KeyboardEventInit, 'view'>): Promise<boolean> {
  return field.evaluate(
    (element, given) =>
      element.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...given })),
    init,
  );
}

/** Begins a real composition in what has the focus. */
async function compose(page: Page, text: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await browser.detach();
}

for (const { name, marks } of COMPOSING) {
  test(`${name} stops no lane and asks nothing`, async ({ page }) => {
    let asked = 0;
    page.on('request', (request) => {
      if (request.method() !== 'GET') asked += 1;
    });
    await askOnPage(page, ['test/words-400-every-25ms'], markedPrompt());
    await expect(stateOf(page, 'A')).toHaveText('Writing');
    expect(asked).toBe(1);
    await page.getByRole('button', { name: /^System prompt/ }).click();
    const system = page.getByLabel('System prompt', { exact: true });
    for (const field of [promptBox(page), system]) {
      expect(await press(field, { key: 'Escape', code: 'Escape', ...marks })).toBe(true);
      expect(await press(field, { key: 'Enter', code: 'Enter', ctrlKey: true, ...marks })).toBe(true);
    }
    await expect(system).toBeVisible();
    expect(await press(promptBox(page), { key: '1', code: 'Digit1', altKey: true, ...marks })).toBe(true);
    expect(await press(promptBox(page), { key: '0', code: 'Digit0', altKey: true, ...marks })).toBe(true);
    expect(await press(promptBox(page), { key: 'k', code: 'KeyK', ctrlKey: true, ...marks })).toBe(true);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(stateOf(page, 'A')).toHaveText('Writing');
    expect(asked).toBe(1);
    // The same key from a hand does what it says.
    await promptBox(page).focus();
    await page.keyboard.press('Escape');
    await expect(stateOf(page, 'A')).toHaveText('Stopped');
  });

  test(`${name} closes no dialog and takes nothing there`, async ({ page }) => {
    await openStart(page, '/?models=test/words-3');
    await page.getByRole('button', { name: /Add model/ }).click();
    const models = page.getByRole('combobox', { name: 'Search models' });
    await models.fill('quick');
    await press(models, { key: 'Escape', code: 'Escape', ...marks });
    await press(models, { key: 'Enter', code: 'Enter', ...marks });
    await press(models, { key: 'ArrowDown', code: 'ArrowDown', ...marks });
    await expect(page.getByText('1 of 8 chosen')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(models).toHaveCount(0);

    await promptBox(page).fill(markedPrompt());
    await page.keyboard.press('Control+Enter');
    await expect(stateOf(page, 'A')).toHaveText('Done');
    await page.keyboard.press('Alt+0');
    const search = page.getByLabel('Search the history');
    await press(search, { key: 'Escape', code: 'Escape', ...marks });
    await expect(search).toBeVisible();
    await page.getByRole('button', { name: /^Rename/ }).click();
    const title = page.getByLabel('Title', { exact: true });
    await title.fill('潮');
    await press(title, { key: 'Escape', code: 'Escape', ...marks });
    await press(title, { key: 'Enter', code: 'Enter', ...marks });
    await expect(title).toHaveValue('潮');
  });
}

test('Esc drops what is being composed, and only the next one stops the lanes', async ({ page }) => {
  await askOnPage(page, ['test/words-400-every-25ms'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  await promptBox(page).focus();
  await compose(page, 'しお');
  await expect(promptBox(page)).toHaveValue('しお');
  await page.keyboard.press('Escape');
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  await compose(page, '');
  await promptBox(page).fill('');
  await page.keyboard.press('Escape');
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
});
