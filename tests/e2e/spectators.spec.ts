import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, stateOf, test } from './support/page-test';
import { answerOf, openShared, share, stateAt } from './support/shared-page';

test('a spectator sees a run that is under way, and its replay is offered when it is over', async ({
  page,
  browser,
  baseURL,
}) => {
  await askOnPage(page, ['test/words-2000-every-25ms', 'test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  const path = await share(page, new URL(page.url()).pathname.slice('/c/'.length));
  const context = await browser.newContext({ baseURL });
  const reader = await context.newPage();
  await openShared(reader, path);
  await expect(stateAt(reader, 'A')).toHaveText('Writing');
  await expect(reader.getByText('A is running now')).toBeVisible();
  await expect(
    reader.getByText('The replay is available once every lane has finished.', { exact: false }),
  ).toBeVisible();
  const text = () => answerOf(reader, 'A').locator('[data-slot="lane-answer"]').textContent();
  const drawn = (await text())?.length ?? 0;
  await expect.poll(async () => (await text())?.length).toBeGreaterThan(drawn);
  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect(stateAt(reader, 'A')).toHaveText('Stopped');
  await expect(reader.getByRole('status').filter({ hasText: /^A stopped after/ })).toHaveCount(1);
  await expect(reader.getByText('2 of 2 answered')).toBeVisible();
  await expect(reader.getByRole('button', { name: 'Replay' })).toBeVisible();
  await context.close();
});

test('a spectator is told when the link is taken back, and keeps what has come', async ({ page, browser, baseURL }) => {
  await askOnPage(page, ['test/words-5-every-30ms.hangs', 'test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  const comparison = new URL(page.url()).pathname.slice('/c/'.length);
  const path = await share(page, comparison);
  const context = await browser.newContext({ baseURL });
  const reader = await context.newPage();
  await openShared(reader, path);
  await page.request.delete(`/api/comparisons/${comparison}/share`);
  await expect(reader.getByText('This link no longer works.', { exact: false })).toBeVisible();
  await expect(answerOf(reader, 'A')).toContainText('w1 w2');
  await context.close();
  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
});
