import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, pane, promptBox, stateOf, test } from './support/page-test';

test('a follow-up that is written is there after a reload, with the lanes left out, and gone once it is asked', async ({
  page,
}) => {
  await askOnPage(page, ['test/words-3', 'test/words-10'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await promptBox(page).fill('And what follows\nfrom that?');
  await page.getByRole('button', { name: /^B/, pressed: true }).click();
  await page.getByRole('button', { name: /^System prompt/ }).click();
  await page.getByLabel('System prompt', { exact: true }).fill('Be brief');
  await page.reload();
  await expect(promptBox(page)).toHaveValue('And what follows\nfrom that?');
  await expect(page.locator('[data-slot="lane-chip"][aria-pressed="false"]')).toHaveText(/^B/);
  await expect(page.getByLabel('System prompt', { exact: true })).toHaveValue('Be brief');
  await page.getByRole('button', { name: 'Ask 1 model' }).click();
  await expect(pane(page, 'A').getByText('And what follows')).toBeVisible();
  await expect(promptBox(page)).toHaveValue('');
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await page.reload();
  await expect(promptBox(page)).toHaveValue('');
  await expect(pane(page, 'A').getByText('And what follows')).toBeVisible();
});

test('two tabs of a comparison keep a follow-up each', async ({ page, context }) => {
  await askOnPage(page, ['test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  const other = await context.newPage();
  await other.goto(page.url());
  await promptBox(page).fill('of the first');
  await promptBox(other).fill('of the second');
  await page.reload();
  await other.reload();
  await expect(promptBox(page)).toHaveValue('of the first');
  await expect(promptBox(other)).toHaveValue('of the second');
});

test('a browser that forbids storage loses a follow-up at a reload, and nothing else', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['sessionStorage', 'localStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    }
  });
  await askOnPage(page, ['test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await promptBox(page).fill('And then?');
  await page.reload();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(promptBox(page)).toHaveValue('');
});

test('a follow-up that the browser has no room for is written and asked all the same', async ({ page }) => {
  await askOnPage(page, ['test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await page.evaluate(() => {
    // In steps: of what does not fit, nothing is stored.
    for (let size = 1 << 20, number = 0; size > 0; number++) {
      try {
        sessionStorage.setItem(`other ${number}`, 'x'.repeat(size));
      } catch {
        size >>= 1;
      }
    }
  });
  await promptBox(page).fill('And then? '.repeat(1000));
  await page.reload();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await promptBox(page).fill('And then?');
  await page.keyboard.press('Control+Enter');
  await expect(pane(page, 'A').getByText('And then?')).toBeVisible();
  await expect(stateOf(page, 'A')).toHaveText('Done');
});
