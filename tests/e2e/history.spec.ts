import type { Locator, Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, openStart, pane, stateOf, test } from './support/page-test';

const panel = (page: Page) => page.getByRole('dialog', { name: 'History' });
const rows = (page: Page) => panel(page).getByRole('listitem');
const row = (page: Page, text: string) => rows(page).filter({ hasText: text });
const search = (page: Page) => page.getByLabel('Search the history');
const rename = (of: Locator) => of.getByRole('button', { name: /^Rename / });
const remove = (of: Locator) => of.getByRole('button', { name: /^Delete / });
const undo = (of: Locator) => of.getByRole('button', { name: /^Undo/ });

async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'History' }).click();
  await expect(search(page)).toBeFocused();
}

/** Asks, and waits for the answers. */
async function ask(page: Page, models: readonly string[], prompt: string): Promise<string> {
  await askOnPage(page, models, prompt);
  for (const lane of models.map((_, index) => 'ABCDEFGH'.charAt(index))) {
    await expect(stateOf(page, lane)).toHaveText(/Done|Failed/);
  }
  return page.url();
}

test('what was asked is listed made last first, searched, and opened as it was', async ({ page }) => {
  const first = await ask(
    page,
    ['test/words-5-every-30ms.breaks-502.next.words-10', 'test/status-402'],
    `The first about herons. ${markedPrompt()}`,
  );
  await pane(page, 'A').getByRole('region', { name: 'Why this failed' }).getByRole('button', { name: 'Retry' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await page.getByRole('button', { name: 'Earlier attempt of A' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Failed');
  await ask(page, ['test/words-3'], 'The second about owls');

  await open(page);
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).nth(0)).toContainText('The second about owls');
  await expect(rows(page).nth(0)).toContainText('on this page');
  await expect(rows(page).nth(1)).toContainText(/The first about herons.*A.*words-5.*B.*status-402.*1 turn/);
  await expect(rows(page).nth(1).locator('time')).toHaveText(/just now|minutes? ago/);
  await expect(panel(page).getByRole('heading', { level: 3 }).first()).toHaveText(/^(Today|Yesterday)$/);
  await expectAccessible(page);

  await search(page).fill('HERONS first');
  await expect(rows(page)).toHaveCount(1);
  await expect(row(page, 'The first about herons')).toBeVisible();
  await search(page).fill('status-402');
  await expect(row(page, 'The first about herons')).toBeVisible();
  await search(page).fill('herons owls');
  await expect(page.getByText('Nothing has “herons owls” in its prompts, answers, title or models.')).toBeVisible();
  await expect(rows(page)).toHaveCount(0);
  await expectAccessible(page);

  await search(page).fill('herons');
  await page.getByRole('link', { name: 'The first about herons' }).click();
  await expect(page).toHaveURL(first);
  await expect(stateOf(page, 'A')).toHaveText('Failed');
  await expect(pane(page, 'A').getByText('No provider can serve this model now (502).')).toBeVisible();
  await expect(pane(page, 'A').locator('[data-slot="attempt-pager"]')).toHaveText(/1 \/ 2/);
  await expect(stateOf(page, 'B')).toHaveText('Failed');
});

test('a comparison is found by a word of an answer, and the row shows where', async ({ page }) => {
  await ask(page, ['test/words-10', 'test/words-3'], 'Count');
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page);
  await expect(async () => {
    await search(page).fill('');
    await search(page).fill('W9 count');
    await expect(rows(page)).toHaveCount(1);
    await expect(row(page, 'Count').locator('mark')).toHaveText('w9', { timeout: 1000 });
  }).toPass();
  await expect(row(page, 'Count')).toContainText(/In an answer: .*w8 w9 w10/);
  await expect(page.getByRole('link', { name: 'Count' })).toBeVisible();
  await expectAccessible(page);
  const list = row(page, 'Count');
  expect(await list.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  await search(page).fill('w41');
  await expect(page.getByText('Nothing has “w41” in its prompts, answers, title or models.')).toBeVisible();
});

test('nobody else sees any of it, and who has asked nothing is told so', async ({ page, browser, baseURL }) => {
  const address = await ask(page, ['test/words-3'], 'Mine alone');
  const other = await browser.newContext({ baseURL });
  const theirs = await other.newPage();
  await openStart(theirs, '/');
  await open(theirs);
  await expect(theirs.getByText('Nothing asked yet.')).toBeVisible();
  await expectAccessible(theirs);
  expect((await theirs.goto(address))?.status()).toBe(404);
  await other.close();
});

test('a long list is shown a page at a time, and the focus goes to what was added', async ({ page }) => {
  await page.route(/\/api\/comparisons\?/, (route) => route.continue({ url: `${route.request().url()}&limit=2` }));
  for (const prompt of ['Number 1', 'Number 2', 'Number 3']) {
    await ask(page, ['test/words-3'], prompt);
  }
  await open(page);
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByRole('link', { name: 'Number 1' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Show more' })).toHaveCount(0);
});

test('a comparison gets a title by keyboard, the page follows it, and Esc leaves it as it was', async ({ page }) => {
  await ask(page, ['test/words-3'], 'What is a heron?');
  await expect(page).toHaveTitle('What is a heron? · Abreast');
  await page.keyboard.press('Alt+0');
  await expect(search(page)).toBeFocused();
  await rename(row(page, 'What is a heron?')).focus();
  await page.keyboard.press('Enter');
  const title = page.getByLabel('Title', { exact: true });
  await expect(title).toBeFocused();
  await title.fill('x'.repeat(201));
  await page.keyboard.press('Enter');
  await expect(page.getByText('A title has 200 characters at most; this one has 201.')).toBeVisible();
  await expectAccessible(page);
  await title.fill('Herons');
  await page.keyboard.press('Enter');
  await expect(rename(row(page, 'Herons'))).toBeFocused();
  await expect(page).toHaveTitle('Herons · Abreast');

  await page.keyboard.press('Enter');
  await title.fill('Not this');
  await page.keyboard.press('Escape');
  await expect(rename(row(page, 'Herons'))).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Herons');

  await page.reload();
  await expect(page).toHaveTitle('Herons · Abreast');
  await open(page);
  await rename(row(page, 'Herons')).click();
  await title.fill('');
  await page.keyboard.press('Enter');
  await expect(row(page, 'What is a heron?')).toBeVisible();
  await expect(page).toHaveTitle('What is a heron? · Abreast');
});

test('a deletion is taken back as long as the page is open, and stays', async ({ page }) => {
  const address = await ask(page, ['test/words-3'], 'To be deleted');
  await openStart(page, '/');
  await open(page);
  await remove(row(page, 'To be deleted')).click();
  await expect(undo(rows(page))).toBeFocused();
  await expectAccessible(page);
  const restored = page.waitForResponse((response) => response.request().method() === 'PATCH');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'To be deleted' })).toBeFocused();
  await restored;
  expect((await page.request.get(address)).status()).toBe(200);

  await remove(row(page, 'To be deleted')).click();
  await expect(undo(rows(page))).toBeVisible();
  await page.keyboard.press('Escape');
  await open(page);
  await expect(page.getByText('0 comparisons.')).toBeVisible();
  await expect(undo(rows(page))).toBeVisible();
  expect((await page.request.get(address)).status()).toBe(404);

  await openStart(page, '/');
  await open(page);
  await expect(page.getByText('Nothing asked yet.')).toBeVisible();
});

test('deleting what is on the page stops it, says so there, and is taken back from there', async ({ page }) => {
  await askOnPage(page, ['test/words-400-every-25ms'], 'Running and deleted');
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  await open(page);
  await remove(row(page, 'Running and deleted')).click();
  await expect(rows(page)).toContainText('It is the one on this page.');
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
  await page.keyboard.press('Escape');
  const note = page.locator('[data-slot="deleted-note"]');
  await expect(note).toContainText('This comparison is deleted.');
  await expect(note.getByRole('link', { name: 'Start a new comparison' })).toHaveAttribute('href', '/');
  await expectAccessible(page);
  await undo(note).click();
  await expect(note).toBeEmpty();
  await page.reload();
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
});

test('a list that cannot be read can be asked for again', async ({ page }) => {
  await page.route(/\/api\/comparisons\?/, (route) => route.fulfill({ status: 500, body: '' }));
  await openStart(page, '/');
  await open(page);
  await expect(page.getByText('The server answered 500.')).toBeVisible();
  await expectAccessible(page);
  await page.unroute(/\/api\/comparisons\?/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Nothing asked yet.')).toBeVisible();
});

test('its key opens nothing over what is open', async ({ page }) => {
  await openStart(page, '/');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await page.keyboard.press('Alt+0');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Alt+0');
  await expect(panel(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
});

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the header fits, and the list is a sheet from below whose search waits for a touch', async ({ page }) => {
    await ask(page, ['test/words-3'], 'On a phone');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    for (const name of ['History', 'Export', 'Share']) {
      await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
    }
    await page.getByRole('button', { name: 'History' }).tap();
    await expect(row(page, 'On a phone')).toBeVisible();
    await expect(search(page)).not.toBeFocused();
    const box = await panel(page).boundingBox();
    expect(box?.width).toBe(390);
    expect(box && Math.round(box.y + box.height)).toBe(844);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Close' }).tap();
    await expect(panel(page)).toHaveCount(0);
  });
});
