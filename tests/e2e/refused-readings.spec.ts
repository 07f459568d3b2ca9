import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, pane, stateOf, test } from './support/page-test';
import { openShared, share, stateAt } from './support/shared-page';

const READINGS = /\/runs\/[\w-]+\/events$/;
const REASONS = {
  401: 'This server wants its password. Reload the page to enter it.',
  403: 'The server refuses requests from this page’s address. Open it at the server’s own address.',
  429: 'Too many requests for now, so the server sends no more of this.',
};

test('a reading that is refused stops, says why in its pane, and offers what helps', async ({ page }) => {
  await askOnPage(page, ['test/words-5-every-30ms.hangs'], markedPrompt());
  await expect(pane(page, 'A')).toContainText('w5');
  let tries = 0;
  for (const [status, reason] of Object.entries(REASONS)) {
    await page.route(READINGS, (route) => {
      tries += 1;
      const headers = { date: new Date().toUTCString(), 'retry-after': '3600' };
      return route.fulfill({ status: Number(status), headers });
    });
    tries = 0;
    await page.reload();
    await expect(pane(page, 'A').getByText(reason)).toBeVisible();
    if (status === '429')
      await expect(pane(page, 'A').getByRole('button', { name: 'Reconnect in 60 min' })).toBeVisible();
    await expectAccessible(page);
    expect(tries).toBe(1);
    await page.unroute(READINGS);
  }
  await page.route(READINGS, (route) => route.fulfill({ status: 401 }));
  await page.reload();
  await pane(page, 'A').getByText(REASONS[401]).waitFor();
  await page.unroute(READINGS);
  await pane(page, 'A').getByRole('button', { name: 'Reload' }).click();
  await expect(pane(page, 'A').getByText(REASONS[401])).toHaveCount(0);
  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
});

test('a spectator whose reading is refused is told why, and reconnects', async ({ page, browser, baseURL }) => {
  await askOnPage(page, ['test/words-5-every-30ms.hangs', 'test/words-3'], markedPrompt());
  await expect(pane(page, 'A')).toContainText('w5');
  const path = await share(page, new URL(page.url()).pathname.slice('/c/'.length));
  const context = await browser.newContext({ baseURL });
  const reader = await context.newPage();
  await reader.route(READINGS, (route) => route.fulfill({ status: 429 }));
  await openShared(reader, path);
  await expect(reader.getByText(REASONS[429])).toBeVisible();
  await reader.unroute(READINGS);
  await reader.getByRole('button', { name: 'Reconnect' }).click();
  await expect(reader.getByText(REASONS[429])).toHaveCount(0);
  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect(stateAt(reader, 'A')).toHaveText('Stopped');
  await context.close();
});
