import { startCuttableProxy } from './support/cuttable-proxy';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, pane, promptBox, stateOf, test } from './support/page-test';

test('a reload in mid-run comes back to the same run and loses nothing', async ({ page }) => {
  await askOnPage(page, ['test/words-400-every-25ms', 'demo/steady'], markedPrompt());
  await expect(pane(page, 'A').getByText(/w10/)).toBeVisible();
  const address = page.url();
  const html = await (await page.request.get(address)).text();
  expect(html).toMatch(/w1 w2 w3 w4 w5/);
  await page.reload();
  expect(page.url()).toBe(address);
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  await expect(stateOf(page, 'A')).toHaveText('Done', { timeout: 20_000 });
  const words = Array.from({ length: 400 }, (_, index) => `w${index + 1}`).join(' ');
  await expect(pane(page, 'A').getByText(words)).toBeVisible();
});

test('a network that drops is come back to by itself, from where the reading stood', async ({ page }) => {
  const wire = await startCuttableProxy();
  await page.goto(`${wire.origin}/?models=test/words-100-every-30ms`);
  await promptBox(page).fill(markedPrompt());
  await page.getByRole('button', { name: 'Ask 1 model' }).click();
  await expect(pane(page, 'A').getByText(/w10/)).toBeVisible();
  wire.cut();
  await expect(pane(page, 'A').getByText('Reconnecting…')).toBeVisible();
  wire.mend();
  await expect(stateOf(page, 'A')).toHaveText('Done', { timeout: 20_000 });
  const words = Array.from({ length: 100 }, (_, index) => `w${index + 1}`).join(' ');
  await expect(pane(page, 'A').getByText(words)).toBeVisible();
  await wire.close();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the address of a comparison is read whole', async ({ page }) => {
    const asked = await page.request.post('/api/compare', {
      data: { prompt: 'Why?', models: ['test/words-10', 'demo/quick'] },
    });
    const comparison = /"comparison":"([\w-]+)"/.exec(await asked.text())?.[1];
    await page.goto(`/c/${comparison}`);
    await expect(pane(page, 'A').getByText(/w1 w2 .* w10/)).toBeVisible();
    await expect(
      pane(page, 'B')
        .getByText(/canned demo answer/)
        .first(),
    ).toBeVisible();
    await expect(stateOf(page, 'B')).toHaveText('Done');
    await expect(page.getByText(/× faster/)).toBeVisible();
  });
});

test('an address out of somebody’s browser says whose it is and how to be shown it', async ({
  page,
  browser,
  baseURL,
}) => {
  await askOnPage(page, ['test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  const context = await browser.newContext({ baseURL });
  const other = await context.newPage();
  const response = await other.goto(new URL(page.url()).pathname);
  expect(response?.status()).toBe(404);
  await expect(other.getByRole('heading', { name: 'This comparison belongs to another browser.' })).toBeVisible();
  await expect(other.getByText('Ask its owner for a link made with Share.')).toBeVisible();
  await expectAccessible(other);
  await other.getByRole('link', { name: 'Start a new comparison' }).click();
  await expect(other).toHaveURL('/');
  await context.close();
});

test('an address that leads nowhere says so and offers a way on', async ({ page }) => {
  const response = await page.goto('/c/nothing-is-here');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is nothing here.' })).toBeVisible();
  await page.getByRole('link', { name: 'Start a new comparison' }).click();
  await expect(page).toHaveURL('/');
});
