import type { Locator, Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, pane, promptBox, stateOf, test } from './support/page-test';

const box = (page: Page, lane = 'A') => page.locator(`#answer-${lane}`);
const topOf = (scroll: Locator) => scroll.evaluate((element) => element.scrollTop);
const fromEnd = (scroll: Locator) =>
  scroll.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);
const heightOf = (scroll: Locator) => scroll.evaluate((element) => element.scrollHeight);
const toEnd = (page: Page, lane = 'A') => pane(page, lane).getByRole('button', { name: 'To the end' });

/** Asks a lane that writes twenty-five pieces a second, and waits until there is something to scroll. */
async function write(page: Page): Promise<Locator> {
  await askOnPage(page, ['test/paragraphs-600-every-40ms'], markedPrompt());
  const scroll = box(page);
  await expect.poll(() => topOf(scroll)).toBeGreaterThan(100);
  await expect.poll(() => fromEnd(scroll)).toBeLessThan(2);
  return scroll;
}

/** Holds that the box stays where it is while two lines more come. */
async function expectStays(scroll: Locator): Promise<void> {
  const top = await topOf(scroll);
  const height = await heightOf(scroll);
  await expect.poll(() => heightOf(scroll)).toBeGreaterThan(height + 40);
  expect(await topOf(scroll)).toBe(top);
}

/** Each frame of the page, so many. */
async function frames(page: Page, count: number, act: (frame: number) => Promise<void>): Promise<void> {
  for (let frame = 0; frame < count; frame++) {
    await act(frame);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

test.describe('while pieces come, the reader goes up and stays there', () => {
  test('by a wheel that turns three pixels at a time', async ({ page }) => {
    const scroll = await write(page);
    await scroll.hover();
    await frames(page, 37, () => page.mouse.wheel(0, -3));
    await expect.poll(() => fromEnd(scroll)).toBeGreaterThanOrEqual(111);
    await expectStays(scroll);
    await expect(toEnd(page)).toBeVisible();
  });

  test('by one step of the wheel', async ({ page }) => {
    const scroll = await write(page);
    await scroll.hover();
    await page.mouse.wheel(0, -3);
    await expect.poll(() => fromEnd(scroll)).toBeGreaterThan(0);
    await expectStays(scroll);
  });

  for (const key of ['PageUp', 'ArrowUp', 'Shift+Space', 'Home']) {
    test(`by ${key}`, async ({ page }) => {
      const scroll = await write(page);
      await scroll.focus();
      await page.keyboard.press(key);
      await expect(toEnd(page)).toBeVisible();
      // A browser goes there in steps.
      await frames(page, 40, async () => {});
      await expectStays(scroll);
    });
  }

  test('by whatever moves the box without a word, as a scroll bar does', async ({ page }) => {
    const scroll = await write(page);
    await scroll.evaluate((element) => {
      element.scrollTop -= 5;
    });
    await expectStays(scroll);
  });

  test('by selecting text', async ({ page }) => {
    const scroll = await write(page);
    const { x, y, height } = (await scroll.boundingBox()) ?? { x: 0, y: 0, height: 0 };
    await page.mouse.move(x + 50, y + height / 2);
    await page.mouse.down();
    // While the button is down nothing moves under it.
    await expectStays(scroll);
    await frames(page, 10, (frame) => page.mouse.move(x + 50 + 6 * frame, y + height / 2 + 5 * frame));
    await expect.poll(() => page.evaluate(() => String(getSelection()).length)).toBeGreaterThan(3);
    await page.mouse.up();
    await expectStays(scroll);
    await expect(toEnd(page)).toBeVisible();
  });

  test('and a mere click takes nobody off', async ({ page }) => {
    const scroll = await write(page);
    await scroll.click({ position: { x: 200, y: 60 } });
    const height = await heightOf(scroll);
    await expect.poll(() => heightOf(scroll)).toBeGreaterThan(height + 40);
    await expect.poll(() => fromEnd(scroll)).toBeLessThan(2);
  });

  test('back at the end, by hand or by the button, they are taken along', async ({ page }) => {
    const scroll = await write(page);
    await scroll.hover();
    await page.mouse.wheel(0, -200);
    await expect.poll(() => fromEnd(scroll)).toBeGreaterThanOrEqual(200);
    await expectStays(scroll);
    await page.mouse.wheel(0, 100_000);
    await expect(toEnd(page)).toHaveCount(0);
    for (const round of [1, 2]) {
      const height = await heightOf(scroll);
      await expect.poll(() => heightOf(scroll), `round ${round}`).toBeGreaterThan(height + 40);
      await expect.poll(() => fromEnd(scroll)).toBeLessThan(2);
      await page.mouse.wheel(0, -200);
      await toEnd(page).click();
    }
  });

  test('and a window of another size takes along whoever is at the end', async ({ page }) => {
    const scroll = await write(page);
    await page.setViewportSize({ width: 900, height: 500 });
    await expect.poll(() => fromEnd(scroll)).toBeLessThan(2);
    await expect(toEnd(page)).toHaveCount(0);
  });
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true });

  test('however slowly it draws, the text follows it and stays', async ({ page }) => {
    const scroll = await write(page);
    const { x, y, width, height } = (await scroll.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const at = { x: x + width / 2, y: y + height / 3 };
    const browser = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
      browser.send('Input.dispatchTouchEvent', { type, touchPoints });
    await touch('touchStart', [at]);
    await expectStays(scroll);
    const from = await topOf(scroll);
    await frames(page, 60, (frame) => touch('touchMove', [{ x: at.x, y: at.y + frame + 1 }]).then(() => {}));
    await touch('touchEnd', []);
    expect(await topOf(scroll)).toBeLessThan(from - 10);
    await expectStays(scroll);
    await expect(toEnd(page)).toBeVisible();
  });
});

test('a lane that has ended stands at its beginning, unless the reader has scrolled', async ({ page }) => {
  await page.setViewportSize({ width: 1200, height: 500 });
  await askOnPage(page, ['test/words-400-every-5ms', 'test/paragraphs-100-every-40ms'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  expect(await topOf(box(page, 'A'))).toBe(0);
  await expect.poll(() => topOf(box(page, 'B'))).toBeGreaterThan(50);
  await box(page, 'B').hover();
  await page.mouse.wheel(0, -30);
  await expect(toEnd(page, 'B')).toBeVisible();
  const top = await topOf(box(page, 'B'));
  await expect(stateOf(page, 'B')).toHaveText('Done', { timeout: 15_000 });
  expect(await topOf(box(page, 'B'))).toBe(top);
  await expect(page.getByRole('button', { name: 'To the end' })).toHaveCount(0);
  await page.setViewportSize({ width: 1000, height: 400 });
  await box(page, 'A').hover();
  await page.mouse.wheel(0, 40);
  await expect.poll(() => topOf(box(page, 'A'))).toBe(40);
  await expect(page.getByRole('button', { name: 'To the end' })).toHaveCount(0);
});

test('with several turns, a pane begins at the newest one, when it ends and when it is opened', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 560 });
  await askOnPage(page, ['test/words-400-every-5ms'], markedPrompt());
  for (const question of ['Second?', 'Third?', 'Fourth?']) {
    await expect(stateOf(page, 'A')).toHaveText('Done');
    await promptBox(page).fill(question);
    await page.keyboard.press('Control+Enter');
    await expect(stateOf(page, 'A')).toHaveText('Writing');
  }
  await expect(stateOf(page, 'A')).toHaveText('Done');
  const beginning = box(page).getByText('Fourth?');
  const offset = () =>
    beginning.evaluate(
      (element) => element.getBoundingClientRect().top - (element.closest('section')?.getBoundingClientRect().top ?? 0),
    );
  expect(await offset()).toBeLessThan(20);
  expect(await offset()).toBeGreaterThanOrEqual(0);
  await page.reload();
  await expect(beginning).toBeInViewport();
  expect(await offset()).toBeLessThan(20);
});
