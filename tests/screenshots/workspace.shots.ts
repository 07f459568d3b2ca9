import { askOnPage, expect, promptBox, stateOf, test } from '../e2e/support/page-test';
import { file, PROMPT, promptOf, SCREENS } from './screens';

const FOUR = ['demo/quick', 'demo/thinker', 'demo/flaky', 'demo/long'];
const EIGHT = [...FOUR, 'demo/steady', 'demo/slow-start', 'demo/quick', 'demo/thinker'];

for (const { name, ...use } of SCREENS) {
  test.describe(name, () => {
    test.use(use);

    test('empty, streaming, failed and done', async ({ page }) => {
      await page.goto('/');
      await expect(promptBox(page)).toBeVisible();
      await page.screenshot({ path: file(`${name}-empty`) });
      await askOnPage(page, FOUR, promptOf(name));
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
