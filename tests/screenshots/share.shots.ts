import { writeFile } from 'node:fs/promises';
import { askOnPage, expect, stateOf, test } from '../e2e/support/page-test';
import { file, promptOf, SCREENS } from './screens';

for (const { name, ...use } of SCREENS) {
  test.describe(name, () => {
    test.use(use);

    test('history, sharing, the shared page, its replay and its card', async ({ page }) => {
      await askOnPage(page, ['demo/quick', 'demo/thinker', 'demo/steady', 'demo/flaky'], promptOf(name, '\n'));
      for (const lane of ['A', 'B', 'C']) await expect(stateOf(page, lane)).toHaveText('Done', { timeout: 20_000 });
      await expect(stateOf(page, 'D')).toHaveText('Failed', { timeout: 20_000 });
      await page.getByRole('button', { name: /^History/ }).click();
      await expect(page.getByText('1 comparison.')).toBeVisible();
      await page.screenshot({ path: file(`${name}-history`) });
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Share', exact: true }).click();
      const link = page.getByRole('dialog').getByRole('textbox');
      await expect(link).toHaveValue(/\/s\//);
      await page.screenshot({ path: file(`${name}-share-panel`) });

      await page.goto(await link.inputValue());
      await expect(page.getByRole('button', { name: 'Replay' })).toBeVisible();
      await page.screenshot({ path: file(`${name}-shared`) });
      const card = await page.locator('meta[property="og:image"]').getAttribute('content');
      await writeFile(file(`${name}-card`), await (await page.request.get(card ?? '')).body());
      await page.getByRole('button', { name: 'Replay' }).click();
      await expect(page.locator('article[id="C"] [data-slot="pane-state"]')).toHaveText('Writing');
      await page.screenshot({ path: file(`${name}-replay`) });
    });
  });
}
