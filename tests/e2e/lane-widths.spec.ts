import type { Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, pane, stateOf, test } from './support/page-test';

const widthOf = async (page: Page, lane: string) => Math.round((await pane(page, lane).boundingBox())?.width ?? 0);

async function dragEdge(page: Page, lane: string, by: number): Promise<void> {
  const edge = await pane(page, lane).locator('[data-slot="width-handle"]').boundingBox();
  if (!edge) throw new Error('the lane has no edge');
  const [x, y] = [edge.x + edge.width / 2, edge.y + 40];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by, y, { steps: 4 });
  await page.mouse.up();
}

test('a column is as wide as it was dragged, also after a reload, and gets its usual width back', async ({ page }) => {
  await page.setViewportSize({ width: 1600, height: 900 });
  await askOnPage(page, ['test/words-10', 'test/words-3', 'test/status-402'], markedPrompt());
  for (const lane of 'AB') await expect(stateOf(page, lane)).toHaveText('Done');
  await expect(stateOf(page, 'C')).toHaveText('Failed');
  const usual = await widthOf(page, 'A');
  await dragEdge(page, 'A', 200);
  expect(await widthOf(page, 'A')).toBe(usual + 200);
  await page.reload();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  expect(await widthOf(page, 'A')).toBe(usual + 200);

  // Only a lane that failed may be narrower than what can be read.
  await dragEdge(page, 'B', -600);
  expect(await widthOf(page, 'B')).toBe(340);
  await page.getByRole('button', { name: 'Maximise A' }).click();
  expect(await widthOf(page, 'A')).toBeGreaterThan(1500);
  await page.getByRole('button', { name: 'Maximise A' }).click();

  await pane(page, 'C').locator('[data-slot="lane-menu-button"]').click();
  const field = page.getByRole('slider', { name: 'Width' });
  await field.focus();
  await page.keyboard.press('Home');
  await expect.poll(() => widthOf(page, 'C')).toBe(220);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await pane(page, 'A').locator('[data-slot="width-handle"]').dblclick();
  await pane(page, 'B').locator('[data-slot="lane-menu-button"]').click();
  await page.getByRole('button', { name: 'Usual' }).click();
  await expect.poll(async () => (await widthOf(page, 'A')) - (await widthOf(page, 'B'))).toBeLessThan(2);
  expect(await widthOf(page, 'C')).toBe(220);
  await expect(field).toHaveValue(String(Math.round((await widthOf(page, 'B')) / 20) * 20));
});
