import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, pane, stateOf, test } from './support/page-test';

for (const width of [1280, 390]) {
  test(`a lane that stands still says for how long, and can be waited for, asked again or stopped at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 780 });
    await page.clock.install();
    await askOnPage(page, ['test/words-5-every-30ms.hangs', 'test/words-3'], markedPrompt());
    await expect(pane(page, 'A')).toContainText('w5');
    await expect(stateOf(page, 'B')).toHaveText('Done');
    const notice = pane(page, 'A').locator('[data-slot="quiet-notice"]');
    await expect(notice).toHaveCount(0);
    await page.clock.fastForward(12_000);
    await expect(notice).toContainText(/Quiet for 1\d s/);
    await expect(pane(page, 'B').locator('[data-slot="quiet-notice"]')).toHaveCount(0);
    await expectAccessible(page);
    await notice.getByRole('button', { name: 'Keep waiting' }).click();
    await expect(notice).toHaveCount(0);
    await expect(stateOf(page, 'A')).toHaveText('Writing');
    await page.clock.fastForward(12_000);
    await expect(notice).toHaveCount(0);
    await page.reload();
    await expect(stateOf(page, 'A')).toHaveText('Writing');
    await page.clock.fastForward(12_000);
    await notice.getByRole('button', { name: 'Retry' }).click();
    await expect(pane(page, 'A').getByText('2 / 2')).toBeVisible();
    await expect(stateOf(page, 'A')).toHaveText('Writing');
    await expect(notice).toHaveCount(0);
    await page.clock.fastForward(12_000);
    await notice.getByRole('button', { name: 'Stop' }).click();
    await expect(stateOf(page, 'A')).toHaveText('Stopped');
    await expect(notice).toHaveCount(0);
  });
}
