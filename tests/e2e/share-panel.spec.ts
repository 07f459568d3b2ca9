import type { Page } from 'playwright/test';
import { deferred } from '../support/openrouter/deferred';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, pane, promptBox, stateOf, test } from './support/page-test';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const panel = (page: Page) => page.getByRole('dialog', { name: 'Share' });
const links = (page: Page) => panel(page).getByRole('listitem');
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

async function share(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Share' }).click();
}

test('one click copies a link; it is the same until something else is on view', async ({ page, browser }) => {
  const prompt = markedPrompt();
  await askOnPage(page, ['test/words-10'], prompt);
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await share(page);
  await expect(panel(page).getByText('Link copied.')).toBeVisible();
  await expect(links(page)).toContainText('1 turn · current version');
  await expectAccessible(page);
  const first = await clipboard(page);
  expect(first).toMatch(/\/s\/[\w-]{22}$/);
  await expect(panel(page).getByLabel('Link', { exact: true })).toHaveValue(first);
  await expect(panel(page).getByRole('link', { name: /^Open/ })).toHaveAttribute('href', first);

  const other = await browser.newContext();
  const theirs = await other.newPage();
  await theirs.goto(first);
  await expect(theirs.getByText(/w1 w2 .* w10/).first()).toBeVisible();
  await other.close();

  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await share(page);
  await expect(panel(page).getByText('Link copied.')).toBeVisible();
  await expect(links(page)).toHaveCount(1);
  expect(await clipboard(page)).toBe(first);
  await page.keyboard.press('Escape');

  await promptBox(page).fill('And then?');
  await page.getByRole('button', { name: 'Ask 1 model' }).click();
  await expect(pane(page, 'A').getByRole('button', { name: prompt })).toBeVisible();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await share(page);
  await expect(panel(page).getByText('Link copied.')).toBeVisible();
  await expect(links(page)).toHaveCount(2);
  await expect(links(page).nth(0)).toContainText('2 turns · current version');
  await expect(links(page).nth(1)).toHaveText(/ · 1 turnRevoke$/);
  expect(await clipboard(page)).not.toBe(first);
});

test('a revoked link shows nothing, and restored it is the same', async ({ page }) => {
  await askOnPage(page, ['test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await share(page);
  await expect(panel(page).getByText('Link copied.')).toBeVisible();
  const address = await clipboard(page);
  const revoke = panel(page).getByRole('button', { name: /^Revoke/ });
  await revoke.click();
  await expect(panel(page).getByText('Link revoked. Nobody can open it until you restore it.')).toBeVisible();
  await expectAccessible(page);
  expect((await page.request.get(address)).status()).toBe(410);
  const restore = panel(page).getByRole('button', { name: /^Restore/ });
  await expect(restore).toBeFocused();
  // A look at the panel makes no other link.
  await page.keyboard.press('Escape');
  await share(page);
  await expect(panel(page).getByRole('button', { name: 'Make a new link' })).toBeVisible();
  await expect(links(page)).toHaveCount(1);
  await restore.click();
  await expect(panel(page).getByLabel('Link', { exact: true })).toHaveValue(address);
  await expect(links(page)).toHaveCount(1);
  await expect(revoke).toBeVisible();
  expect((await page.request.get(address)).status()).toBe(200);
});

test('search engines may list it once its owner says so', async ({ page }) => {
  await askOnPage(page, ['test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await share(page);
  const listed = panel(page).getByRole('switch', { name: 'Let search engines list it' });
  await expect(listed).not.toBeChecked();
  const saved = page.waitForResponse((response) => response.request().method() === 'POST');
  await listed.click();
  expect(await (await saved).json()).toMatchObject({ indexed: true });
  await page.keyboard.press('Escape');
  await share(page);
  await expect(listed).toBeChecked();
});

test('a run is shared while it is under way, and goes on', async ({ page }) => {
  await askOnPage(page, ['test/words-400-every-25ms'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  await share(page);
  await expect(panel(page).getByText('Link copied.')).toBeVisible();
  expect((await page.request.get(await clipboard(page))).status()).toBe(200);
  await page.keyboard.press('Escape');
  await expect(stateOf(page, 'A')).toHaveText('Writing');
});

test('the attempt that was put on view is the one that is shared', async ({ page }) => {
  await askOnPage(page, ['test/words-5-every-30ms.breaks-502.next.words-10'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Failed');
  await pane(page, 'A').getByRole('region', { name: 'Why this failed' }).getByRole('button', { name: 'Retry' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  // The request that selects it is slow; sharing waits for it.
  const arrived = deferred();
  await page.route(/\/api\/comparisons\/[\w-]+$/, async (route) => {
    await arrived.promise;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Earlier attempt of A' }).click();
  await share(page);
  await expect(panel(page).getByText('Making a link…')).toBeVisible();
  arrived.resolve();
  await expect(panel(page).getByText('Link copied.')).toBeVisible();
  const html = await (await page.request.get(await clipboard(page))).text();
  expect(html).toContain('w1 w2 w3 w4 w5');
  expect(html).not.toContain('w6 w7');
});

test('what the server refuses is said in the panel, and can be tried again', async ({ page }) => {
  await askOnPage(page, ['test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await page.route('**/share', (route) => route.fulfill({ status: 500, body: '' }));
  await share(page);
  await expect(panel(page).getByText('The server answered 500. Please try again.')).toBeVisible();
  await expectAccessible(page);
  await page.unroute('**/share');
  await panel(page).getByRole('button', { name: 'Try again' }).click();
  await expect(panel(page).getByText('Link copied.')).toBeVisible();
});

test.describe('where the page has no clipboard', () => {
  test('the link is copied as a reader would do it', async ({ page, context }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await askOnPage(page, ['test/words-3'], markedPrompt());
    await expect(stateOf(page, 'A')).toHaveText('Done');
    await share(page);
    await expect(panel(page).getByText('Link copied.')).toBeVisible();
    const link = await panel(page).getByLabel('Link', { exact: true }).inputValue();
    const other = await context.newPage();
    await other.goto('/');
    expect(await other.evaluate(() => navigator.clipboard.readText())).toBe(link);
  });

  test('and the browser does not copy either, it is selected, to be copied by hand', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => false;
    });
    await askOnPage(page, ['test/words-3'], markedPrompt());
    await expect(stateOf(page, 'A')).toHaveText('Done');
    await share(page);
    await expect(panel(page).getByText('This browser does not let the page copy.')).toBeVisible();
    const field = panel(page).getByLabel('Link', { exact: true });
    await expect(field).toBeFocused();
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(await field.inputValue());
  });
});

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the panel fits the screen', async ({ page }) => {
    await askOnPage(page, ['test/words-3'], markedPrompt());
    await expect(stateOf(page, 'A')).toHaveText('Done');
    await page.getByRole('button', { name: 'Share' }).tap();
    await expect(panel(page).getByText('Link copied.')).toBeVisible();
    await expect(panel(page)).toBeInViewport({ ratio: 1 });
    await expectAccessible(page);
  });
});
