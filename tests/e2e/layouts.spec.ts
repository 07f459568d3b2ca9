import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, openStart, pane, stateOf, test } from './support/page-test';

const EIGHT = [
  'test/words-2000',
  'test/words-400-every-5ms',
  'demo/quick',
  'test/thinks-10-every-50ms.words-10-every-50ms',
  'test/status-402',
  'test/empty',
  'test/says-unicode-every-20ms',
  'test/words-5-every-30ms.breaks-502',
];

test('eight lanes stand in columns of 340 px at least, and no figure spills over', async ({ page }) => {
  await askOnPage(page, EIGHT, markedPrompt());
  for (const lane of 'ABCDG') await expect(stateOf(page, lane)).toHaveText('Done');
  const widths = await page
    .locator('article')
    .evaluateAll((panes) => panes.map((pane) => Math.round(pane.getBoundingClientRect().width)));
  expect(Math.min(...widths)).toBeGreaterThanOrEqual(340);
  const spilling = await page
    .locator('[data-slot="figures-line"], [data-slot="figure-cell"], [data-slot="figure-cell"] > dd, h2')
    .evaluateAll((parts) =>
      parts.flatMap((part) => (part.scrollWidth > part.clientWidth + 1 ? [part.textContent] : [])),
    );
  // A long model name is cut by an ellipsis inside its heading; nothing else is.
  expect(spilling).toEqual([]);
  await expectAccessible(page);
});

test('Alt and a number go to a lane that is out of view', async ({ page }) => {
  await askOnPage(page, EIGHT, markedPrompt());
  await expect(pane(page, 'H')).toBeAttached();
  await expect(pane(page, 'H')).not.toBeInViewport();
  await page.keyboard.press('Alt+8');
  await expect(page.getByRole('region', { name: 'Answer H' })).toBeFocused();
  await expect(pane(page, 'H')).toBeInViewport({ ratio: 0.95 });
});

test('one lane alone is read in a column of a readable width, in the middle', async ({ page }) => {
  await page.setViewportSize({ width: 2560, height: 1300 });
  await askOnPage(page, ['demo/quick'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  const { x, width } = (await pane(page, 'A').locator('.markdown').boundingBox()) ?? { x: 0, width: 0 };
  expect(width).toBeLessThan(720);
  expect(Math.abs(x + width / 2 - 1280)).toBeLessThan(10);
});

test('the theme is chosen, at once and over a reload, and goes back to the system’s', async ({ page }) => {
  await openStart(page, '/');
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  const button = page.getByRole('button', { name: /^Theme/ });
  await expect(button).toHaveAccessibleName('Theme: system');
  await button.click();
  await expect(button).toHaveAccessibleName('Theme: light');
  await button.click();
  await expect(button).toHaveAccessibleName('Theme: dark');
  expect(await paper()).not.toBe(light);
  await expectAccessible(page);
  const dark = await paper();
  expect(await (await page.request.get('/')).text()).toContain('data-theme="dark"');
  await page.reload();
  expect(await paper()).toBe(dark);
  await expect(button).toHaveAccessibleName('Theme: dark');
  await button.click();
  await expect(button).toHaveAccessibleName('Theme: system');
  expect(await paper()).toBe(light);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a strip tells how each lane goes, marks the one in view and goes to another on a tap', async ({ page }) => {
    await askOnPage(page, ['demo/quick', 'test/status-402', 'test/words-10'], markedPrompt());
    const strip = page.getByRole('navigation', { name: 'Lanes' });
    await expect(strip.getByRole('button', { name: /^A Demo Quick, Done$/ })).toHaveAttribute('aria-current', 'true');
    await expect(strip.getByRole('button', { name: /^B .*, Failed$/ })).toBeVisible();
    const c = strip.getByRole('button', { name: /^C .*, Done$/ });
    await c.tap();
    await expect(c).toHaveAttribute('aria-current', 'true');
    await expect(pane(page, 'C')).toBeInViewport({ ratio: 0.9 });
    await expectAccessible(page);
    await page.getByRole('button', { name: 'B, exact figures' }).tap();
    const panel = page.getByRole('tooltip');
    await expect(panel).toContainText('Failed: out of credit');
    await expect(panel).toBeInViewport({ ratio: 1 });
    await pane(page, 'C').locator('.markdown').tap();
    await expect(panel).toHaveCount(0);
  });
});

test('the lanes stand in columns, in a grid or one large among the others, as was chosen last', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await askOnPage(
    page,
    ['test/words-100-every-30ms', 'test/words-5', 'test/status-402', 'test/words-10'],
    markedPrompt(),
  );
  for (const lane of 'ABD') await expect(stateOf(page, lane)).toHaveText('Done');
  const boxOf = async (lane: string) => {
    const box = await pane(page, lane).boundingBox();
    if (!box) throw new Error(`${lane} is not drawn`);
    return box;
  };
  const button = page.getByRole('button', { name: /^Layout: / });
  await expect(button).toHaveAccessibleName('Layout: columns');
  expect((await boxOf('A')).y).toBe((await boxOf('D')).y);

  await button.click();
  await expect(button).toHaveAccessibleName('Layout: grid');
  expect((await boxOf('B')).x).toBe((await boxOf('D')).x);
  expect((await boxOf('C')).y).toBeGreaterThan((await boxOf('A')).y + 100);
  expect((await boxOf('A')).width).toBeGreaterThan(600);
  await expectAccessible(page);

  await button.click();
  await expect(button).toHaveAccessibleName('Layout: one large');
  expect((await boxOf('A')).width).toBeGreaterThan(900);
  for (const lane of 'BCD') expect((await boxOf(lane)).width).toBeLessThan(420);
  await page.keyboard.press('Alt+3');
  expect((await boxOf('C')).width).toBeGreaterThan(900);
  await expect(pane(page, 'A')).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(button).toHaveAccessibleName('Layout: one large');
  expect((await boxOf('A')).width).toBeGreaterThan(900);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(button).toBeHidden();
  await expect.poll(async () => (await boxOf('A')).width).toBeGreaterThan(350);
});

test('where a window has 640 px, as at 200 % zoom, nothing of the header is cut off', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 400 });
  await askOnPage(page, ['test/words-3', 'test/words-5'], markedPrompt());
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeInViewport({ ratio: 1 });
  const title = await page.getByRole('heading', { level: 1 }).boundingBox();
  expect(title?.width).toBeGreaterThan(60);
});

test.describe('in forced colours', () => {
  test.use({ forcedColors: 'active' });

  test('a switch is drawn as the browser draws it', async ({ page }) => {
    await askOnPage(page, ['test/words-3', 'test/words-5'], markedPrompt());
    await expect(stateOf(page, 'B')).toHaveText('Done');
    await pane(page, 'A').locator('[data-slot="lane-menu-button"]').click();
    await expect(page.getByRole('switch')).toHaveCSS('appearance', 'auto');
  });
});
