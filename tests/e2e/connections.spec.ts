import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, pane, stateOf, test } from './support/page-test';

test('eight lanes that are asked again one by one are all read, and Stop does not wait behind their readings', async ({
  page,
}) => {
  const lanes = [...'ABCDEFGH'];
  await askOnPage(page, Array(8).fill('test/words-2000-every-25ms'), markedPrompt());
  for (const lane of lanes) await expect(stateOf(page, lane)).toHaveText('Writing');
  await page.getByRole('button', { name: 'Stop all' }).click();
  for (const lane of lanes) await expect(stateOf(page, lane)).toHaveText('Stopped');

  for (const lane of lanes) await pane(page, lane).getByRole('button', { name: 'Retry' }).click();
  for (const lane of lanes) {
    await expect(pane(page, lane).getByText('2 / 2')).toBeVisible();
    await expect(pane(page, lane).getByText(/w1 w2 .* w40 /)).toBeVisible({ timeout: 15_000 });
  }
  await page.getByRole('button', { name: 'Stop all' }).click();
  for (const lane of lanes) await expect(stateOf(page, lane)).toHaveText('Stopped', { timeout: 10_000 });
});

test('Stop reaches the server while other tabs hold every connection that the browser opens to it', async ({
  page,
}) => {
  await askOnPage(page, ['test/words-5-every-30ms.hangs', 'test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  const other = await page.context().newPage();
  await other.goto('/icon.svg');
  const run = await page.evaluate(async () => {
    const response = await fetch(`/api/comparisons/${location.pathname.slice('/c/'.length)}`);
    const { record } = await response.json();
    return record.turns[0].runs[0].run;
  });
  // The page's own reading is the sixth.
  await other.evaluate(async (id) => {
    const readings = Array.from({ length: 5 }, () => fetch(`/api/runs/${id}/events`));
    await Promise.all(readings);
  }, run);
  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Stopped', { timeout: 10_000 });
  await other.close();
});
