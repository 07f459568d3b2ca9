import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, pane, promptBox, stateOf, test } from './support/page-test';

const rows = '[data-slot="track-row"]';

test('a row that is focused or pointed at tells its exact figures, and Esc closes them without stopping a lane', async ({
  page,
}) => {
  await askOnPage(page, ['test/words-10', 'test/words-400-every-25ms'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  const figures = page.getByRole('button', { name: 'A, exact figures' });
  await figures.focus();
  const panel = page.getByRole('tooltip');
  await expect(panel).toContainText(/wait ttft\d\.\d{3} s/);
  await expect(panel).toContainText(/total\d\.\d{3} s/);
  await expect(figures).toHaveAccessibleDescription(/first word ttfo \d/);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(stateOf(page, 'B')).toHaveText('Writing');
  await page.locator(rows).nth(1).hover();
  await expect(page.getByRole('tooltip')).toContainText(/tok\/s/);
  await page.getByRole('main').hover();
  await expect(page.getByRole('tooltip')).toHaveCount(0);
});

test('an automatic try leaves its mark in the wait', async ({ page }) => {
  await askOnPage(page, ['test/status-502.next.words-10-every-30ms', 'test/words-3'], markedPrompt());
  await expect(page.locator(rows).first().locator('[data-slot="track-try"]')).toBeVisible();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(page.getByRole('img', { name: /^A waited .*, tried again once, wrote, ended at/ })).toBeVisible();
  await page.getByRole('button', { name: 'A, exact figures' }).focus();
  await expect(page.getByRole('tooltip')).toContainText(/Try 2 after model unavailable at \d\.\d{3} s/);
});

test('the track folds to one line, and stays so over a reload without moving anything', async ({ page }) => {
  await askOnPage(page, ['test/words-10', 'test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  const button = page.getByRole('button', { name: 'Rows of the timeline' });
  await button.click();
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await expect(page.locator(rows).first()).toBeHidden();
  await expect(page.getByText(/× faster/)).toBeVisible();
  const { height } = (await page.locator('[data-slot="track"]').boundingBox()) ?? { height: 0 };
  expect(height).toBeLessThan(48);
  const html = await (await page.request.get(page.url())).text();
  expect(html).toContain('data-track="folded"');
  await page.reload();
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await button.click();
  await expect(page.locator(rows).first()).toBeVisible();
});

test('the turns are stepped through, and the track and the panes follow', async ({ page }) => {
  await askOnPage(page, ['test/words-10', 'test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await page.getByRole('button', { name: /^B/, pressed: true }).click();
  await promptBox(page).fill('Only you');
  await page.getByRole('button', { name: 'Ask 1 model' }).click();
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
  await expect(page.locator(rows)).toHaveCount(1);
  await page.getByRole('button', { name: 'Earlier turn' }).click();
  await expect(page.getByText('Turn 1 of 2')).toBeVisible();
  await expect(page.locator(rows)).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Earlier turn' })).toHaveAttribute('aria-disabled', 'true');
  await expect(pane(page, 'A').getByRole('button', { name: /Why are there tides/ })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Later turn' }).click();
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
});

for (const [width, name] of [
  [1440, 'a wide screen'],
  [390, 'a phone'],
] as const) {
  test(`no word of the track is cut off on ${name}, however near the end a lane failed`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await askOnPage(
      page,
      ['test/words-5-every-30ms.breaks-502', 'test/status-429-retry-after-20s', 'test/words-60-every-50ms'],
      markedPrompt(),
    );
    await expect(stateOf(page, 'A')).toHaveText('Failed');
    await expect(stateOf(page, 'C')).toHaveText('Writing');
    await page.getByRole('button', { name: 'Stop all' }).click();
    await expect(stateOf(page, 'C')).toHaveText('Stopped');
    await expect(page.locator('[data-slot="track-label"]')).toHaveText([
      'model unavailable',
      'rate limited',
      / s stopped$/,
    ]);
    const spill = await page.locator('[data-slot="track-label"]').evaluateAll((labels) =>
      labels.map((label) => {
        const bar = label.closest('[data-slot="track-bar"]')?.getBoundingClientRect();
        const { left, right } = label.getBoundingClientRect();
        return Math.max(0, right - (bar?.right ?? 0), (bar?.left ?? 0) - left);
      }),
    );
    expect(spill).toEqual([0, 0, 0]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}

test('the time scale grows from frame to frame without a jump', async ({ page }) => {
  await askOnPage(page, ['test/words-400-every-25ms'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  const steps = await page.locator('[data-slot="track-rows"]').evaluate(
    (box) =>
      new Promise<{ ms: number; scale: number }[]>((resolve) => {
        const seen: { ms: number; scale: number }[] = [];
        requestAnimationFrame(function look(ms) {
          const tick = box.querySelector<HTMLElement>('[data-slot="track-axis"] .track-at')?.style;
          const part = Number.parseFloat(tick?.left ?? '') / 100;
          seen.push({ ms, scale: Number(tick?.getPropertyValue('--at')) / part });
          if ((seen.at(-1)?.scale ?? 0) < 3300) requestAnimationFrame(look);
          else resolve(seen);
        });
      }),
  );
  for (const [index, { ms, scale }] of steps.entries()) {
    const before = steps[index - 1];
    if (!before) continue;
    expect(scale).toBeGreaterThanOrEqual(before.scale);
    expect(scale - before.scale).toBeLessThan((ms - before.ms) * 1.1 + 60);
  }
  await page.keyboard.press('Escape');
  await expect(stateOf(page, 'A')).toHaveText(/Stopped|Done/);
});

test('the label of a lane that has ended stands at the end of its bar, while others write on', async ({ page }) => {
  await askOnPage(page, ['test/words-20-every-30ms', 'test/words-400-every-25ms'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(page.locator('[data-slot="track-axis"]')).toContainText('4 s');
  const distance = await page
    .locator(rows)
    .first()
    .evaluate((row) => {
      const end = row.querySelector('.track-plane > .track-at:last-child > i')?.getBoundingClientRect().right ?? 0;
      return Math.abs((row.querySelector('[data-slot="track-label"]')?.getBoundingClientRect().left ?? 0) - end);
    });
  expect(distance).toBeLessThan(6);
  await expect(stateOf(page, 'B')).toHaveText('Writing');
});

test('a press on a lane’s name in the track goes to that lane, also from one that has the panes to itself', async ({
  page,
}) => {
  await askOnPage(page, ['test/words-3', 'test/words-5', 'test/words-10'], markedPrompt());
  for (const lane of 'ABC') await expect(stateOf(page, lane)).toHaveText('Done');
  await page.getByTitle('Go to C: test/words-10').click();
  await expect(page.getByRole('region', { name: 'Answer C' })).toBeFocused();
  // The figures of the row that is pointed at cover what is below it.
  await page.mouse.move(5, 5);
  await page.getByRole('button', { name: 'Maximise A' }).click();
  await expect(pane(page, 'B')).toBeHidden();
  await page.getByTitle('Go to B: test/words-5').click();
  await expect(page.getByRole('region', { name: 'Answer B' })).toBeFocused();
  await expect(pane(page, 'A')).toBeHidden();
});
