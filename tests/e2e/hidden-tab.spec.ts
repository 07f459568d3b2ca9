import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, pane, stateOf, test } from './support/page-test';
import { ask, openShared, share, stateAt } from './support/shared-page';

/** Runs in the page. From now on it gets no frame, as when it is hidden or covered: those asked for stay away, too. */
function withholdFrames(): void {
  window.requestAnimationFrame = () => 0;
}

/** The same for a page to come, from the moment at which it says that it is hidden. */
function hideBetweenFrames(): void {
  let hidden = false;
  const frame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (draw) => frame((at) => hidden || draw(at));
  Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
  Object.defineProperty(document, 'hidden', { get: () => hidden });
  (window as unknown as { hide(): void }).hide = () => {
    hidden = true;
    document.dispatchEvent(new Event('visibilitychange'));
  };
}

test('a tab that is hidden between two frames goes on to the end', async ({ page }) => {
  await page.addInitScript(hideBetweenFrames);
  await askOnPage(page, ['test/words-100-every-30ms'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  await page.evaluate(() => (window as unknown as { hide(): void }).hide());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(pane(page, 'A').getByText(/w100$/)).toBeVisible();
});

test('a page that is said to be visible and gets no frames goes on to the end', async ({ page }) => {
  await askOnPage(page, ['test/words-100-every-30ms', 'test/words-60-every-50ms'], markedPrompt());
  await expect(stateOf(page, 'B')).toHaveText('Writing');
  await page.evaluate(withholdFrames);
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await expect(pane(page, 'B').getByText(/w60$/)).toBeVisible();
});

test('a replay in a hidden tab goes on to the end', async ({ page }) => {
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: ['test/words-60-every-50ms'] });
  await page.addInitScript(hideBetweenFrames);
  await openShared(page, await share(page, comparison));
  await page.getByRole('button', { name: 'Replay' }).click();
  await expect(stateAt(page, 'A')).toHaveText('Writing');
  await page.evaluate(() => (window as unknown as { hide(): void }).hide());
  await expect(stateAt(page, 'A')).toHaveText('Done');
});
