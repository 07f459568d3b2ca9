import { fileURLToPath } from 'node:url';
import { askOnPage, expect, promptBox, stateOf, test } from '../e2e/support/page-test';

const PROMPT = 'Why does 0.1 + 0.2 !== 0.3, and what should I do about it in a billing system?';
const FOUR = ['demo/quick', 'demo/thinker', 'demo/flaky', 'demo/long'];
const EIGHT = [...FOUR, 'demo/steady', 'demo/slow-start', 'demo/quick', 'demo/thinker'];

const SCREENS = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const;

function file(name: string): string {
  return fileURLToPath(new URL(`../../test-results/screenshots/${name}.png`, import.meta.url));
}

for (const { name, ...use } of SCREENS) {
  test.describe(name, () => {
    test.use(use);

    test('empty, streaming, failed and done', async ({ page }) => {
      await page.goto('/');
      await expect(promptBox(page)).toBeVisible();
      await page.screenshot({ path: file(`${name}-empty`) });
      // The flaky model fails at its first asking of a question: a question of this screen's own.
      await askOnPage(page, FOUR, `${PROMPT}${' '.repeat(SCREENS.findIndex((screen) => screen.name === name))}`);
      await expect(stateOf(page, 'B')).toHaveText('Writing', { timeout: 20_000 });
      await page.screenshot({ path: file(`${name}-streaming`) });
      await expect(stateOf(page, 'C')).toHaveText('Failed', { timeout: 20_000 });
      await page.screenshot({ path: file(`${name}-failed`) });
      await expect(stateOf(page, 'D')).toHaveText('Done', { timeout: 20_000 });
      await page.screenshot({ path: file(`${name}-done`) });
    });

    test('eight lanes', async ({ page }) => {
      await askOnPage(page, EIGHT, PROMPT);
      await expect(stateOf(page, 'H')).toHaveText('Writing', { timeout: 20_000 });
      await page.screenshot({ path: file(`${name}-eight`) });
    });
  });
}
