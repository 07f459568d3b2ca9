import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, openStart, pane, promptBox, stateOf, test } from './support/page-test';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('no screen has an accessibility fault that axe can find', async ({ page }) => {
      await openStart(page, '/');
      await expectAccessible(page);
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await askOnPage(
        page,
        ['test/words-400-every-25ms', 'test/status-401', 'test/says-markdown', 'test/hangs'],
        markedPrompt(),
      );
      await expect(stateOf(page, 'B')).toHaveText('Failed');
      await expect(stateOf(page, 'C')).toHaveText('Done');
      await expect(stateOf(page, 'A')).toHaveText('Writing');
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await expect(stateOf(page, 'A')).toHaveText('Stopped');
      await expect(stateOf(page, 'D')).toHaveText('Stopped');
      await expectAccessible(page);
    });
  });
}

test('the main job can be done by keyboard alone', async ({ page }) => {
  await openStart(page, '/?models=demo/quick');
  await page.keyboard.press('Control+k');
  await expect(page.getByLabel('Search models')).toBeFocused();
  await page.keyboard.type('words-10');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('[data-slot="draft-chip"]')).toHaveCount(2);
  await expect(promptBox(page)).toBeFocused();
  await page.keyboard.type(markedPrompt());
  await page.keyboard.press('Control+Enter');
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Ask 2 models' })).toBeFocused();
});

test('lane boundaries are told to a screen reader, tokens are not', async ({ page }) => {
  await openStart(page, '/?models=test/words-20-every-30ms,test/words-3');
  await page.evaluate(() => {
    const told: string[] = [];
    (window as unknown as { told: string[] }).told = told;
    const region = document.querySelector('[data-slot="announcer"]');
    if (region)
      new MutationObserver(() => told.push(region.textContent ?? '')).observe(region, {
        subtree: true,
        childList: true,
        characterData: true,
      });
  });
  await promptBox(page).fill(markedPrompt());
  await page.keyboard.press('Control+Enter');
  await expect(stateOf(page, 'A')).toHaveText('Done');
  const told = await page.evaluate(() => (window as unknown as { told: string[] }).told);
  expect(told.at(-1)).toMatch(/^A finished in \d+ seconds?, 2 of 2$/);
  expect(told.length).toBeLessThanOrEqual(4);
});

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the main job fits, one lane at a time, with nothing wider than the screen', async ({ page }) => {
    await openStart(page, '/?models=demo/quick,test/words-20-every-30ms,test/says-wide');
    await promptBox(page).fill(markedPrompt());
    await page.getByRole('button', { name: 'Ask 3 models' }).tap();
    await expect(stateOf(page, 'A')).toHaveText('Done');
    await expect(stateOf(page, 'C')).toHaveText('Done');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const widths = await page
      .locator('article')
      .evaluateAll((panes) => panes.map((pane) => pane.getBoundingClientRect().width));
    expect(Math.max(...widths)).toBeLessThanOrEqual(390);
    await pane(page, 'C').scrollIntoViewIfNeeded();
    await expect(pane(page, 'C').getByRole('button', { name: 'Copy', exact: true }).last()).toBeInViewport();
    await expectAccessible(page);
  });
});
