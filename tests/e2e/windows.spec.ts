import type { Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, pane, promptBox, stateOf, test } from './support/page-test';

const SIZES = [
  [640, 400],
  [720, 450],
  [844, 390],
  [932, 430],
  [1280, 720],
  [1366, 657],
  [390, 844],
  [1440, 900],
] as const;

const EIGHT = [
  'test/words-400-every-5ms',
  'demo/quick',
  'test/words-10',
  'test/status-402',
  'test/words-3',
  'test/says-markdown',
  'test/empty',
  'test/says-wide',
];

/** How much of the window's height shows the answer of A, and what else is to be in sight. */
function look(page: Page) {
  return page.evaluate(() => {
    const boxOf = (selector: string) => document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
    const answer = boxOf('#answer-A');
    const bottom = Math.min(answer.bottom, boxOf('[data-slot="composer"]').top);
    const ask = boxOf('[data-slot="ask-bar"] button');
    return {
      share: (bottom - answer.top) / innerHeight,
      isAskInSight: ask.bottom <= innerHeight && ask.right <= innerWidth && ask.width > 0,
      sideways: document.documentElement.scrollWidth - innerWidth,
    };
  });
}

for (const [name, models] of [
  ['two', EIGHT.slice(0, 2)],
  ['four', EIGHT.slice(0, 4)],
  ['eight', EIGHT],
] as const) {
  test(`of ${name} lanes an answer has at least 45 of 100 parts of a window's height`, async ({ page }) => {
    await askOnPage(page, models, markedPrompt());
    await expect(stateOf(page, 'A')).toHaveText('Done');
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      for (const focused of [false, true]) {
        if (focused) await promptBox(page).focus();
        else await promptBox(page).blur();
        const where = `${width}×${height}, ${focused ? 'writing' : 'reading'}`;
        // What floats over a short window while one writes covers some of it.
        const least = focused && height < 544 ? 0.35 : 0.45;
        await expect.poll(async () => (await look(page)).share, where).toBeGreaterThanOrEqual(least);
        expect(await look(page), where).toMatchObject({ isAskInSight: true, sideways: 0 });
        await expect(pane(page, 'A').getByRole('button', { name: 'Copy', exact: true })).toBeAttached();
      }
    }
  });
}

test('in a short window what is left out is chosen while one writes, and lanes that run are stopped', async ({
  page,
}) => {
  await page.setViewportSize({ width: 640, height: 400 });
  await askOnPage(page, ['test/words-400-every-25ms', 'test/words-10'], markedPrompt());
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  const { share, isAskInSight } = await look(page);
  expect(share).toBeGreaterThanOrEqual(0.45);
  expect(isAskInSight).toBe(true);
  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
  await promptBox(page).click();
  await page.keyboard.type('And then?');
  await expectAccessible(page);
  await page.getByRole('button', { name: /^B/, pressed: true }).click();
  await expect(promptBox(page)).toBeFocused();
  await page.getByRole('button', { name: 'Ask 1 model' }).click();
  await expect(pane(page, 'A').getByText('And then?')).toBeVisible();
});

test('in a short window the timeline is folded until it is opened, which is remembered', async ({ page }) => {
  await page.setViewportSize({ width: 844, height: 390 });
  await askOnPage(page, ['test/words-3', 'test/words-10'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  const rows = page.locator('#track-rows');
  const button = page.getByRole('button', { name: 'Rows of the timeline' });
  await expect(rows).toBeHidden();
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await button.click();
  await expect(rows).toBeVisible();
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await page.reload();
  await expect(rows).toBeVisible();
  await expectAccessible(page);
  await button.click();
  await expect(rows).toBeHidden();
  // By that it is as usual again: open where there is room.
  await page.setViewportSize({ width: 1280, height: 720 });
  await expect(rows).toBeVisible();
  await expect(button).toHaveAttribute('aria-expanded', 'true');
});

test('a window in which all of that does not fit scrolls', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 600 });
  await askOnPage(page, EIGHT, markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  const workspace = page.locator('[data-slot="workspace"]');
  expect(await workspace.evaluate((element) => element.scrollHeight - element.clientHeight)).toBeGreaterThan(0);
  await workspace.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect.poll(async () => (await look(page)).share).toBeGreaterThanOrEqual(0.45);
});
