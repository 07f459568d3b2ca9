import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, pane, stateOf, test } from './support/page-test';

test('a lane that is asked again keeps its attempts, and figures, track and Copy follow the one in view', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await askOnPage(page, ['test/words-3.next.says-code', 'test/words-10'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  const a = pane(page, 'A');
  await expect(a.getByText('1 / 1')).toHaveCount(0);
  await a.getByRole('button', { name: 'Retry' }).click();
  await expect(a.getByText('2 / 2')).toBeVisible();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(a.getByText('w1 w2 w3')).toHaveCount(0);
  await a.getByRole('button', { name: 'Earlier attempt of A' }).click();
  await expect(a.getByText('1 / 2')).toBeVisible();
  await expect(a.getByText('w1 w2 w3')).toBeVisible();
  await expect(a.locator('[data-slot="figure-cell"]').nth(2)).toHaveText(/^tok3$/);
  await page.getByRole('button', { name: 'A, exact figures' }).focus();
  await expect(page.getByRole('tooltip')).toContainText('attempt 1 of 2');
  await a.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(a.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('w1 w2 w3');
  await expectAccessible(page);
  await a.getByRole('button', { name: 'Retry' }).click();
  await expect(a.getByText('3 / 3')).toBeVisible();
});

test('the best of each figure is told in a word once two lanes are done', async ({ page }) => {
  await askOnPage(page, ['test/words-400-every-5ms', 'test/waits-1000ms.words-60-every-30ms'], markedPrompt());
  await expect(pane(page, 'A').getByText('best:')).toHaveCount(0);
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  const cells = (lane: string) => pane(page, lane).locator('[data-slot="figure-cell"]');
  await expect(cells('A').nth(0)).toContainText('best:');
  await expect(cells('A').nth(1)).toContainText('best:');
  await expect(cells('B').nth(3)).toContainText('best:');
  await expect(cells('B').nth(0)).not.toContainText('best:');
});

test('thoughts grow behind a fold, open they follow their end', async ({ page }) => {
  await askOnPage(page, ['test/thinks-400-every-25ms'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Thinking');
  const fold = pane(page, 'A').locator('details');
  await expect(fold).not.toHaveAttribute('open');
  await fold.locator('summary').click();
  const thoughts = pane(page, 'A').getByRole('region', { name: 'What A thought' });
  await expect(thoughts).toContainText('w30');
  await expect(fold.locator('summary')).toContainText(/^Thinking, \d+\.\d s so far/);
  await expect
    .poll(() => thoughts.evaluate((box) => Math.round(box.scrollHeight - box.scrollTop - box.clientHeight)))
    .toBeLessThan(32);
  await page.keyboard.press('Escape');
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
  await expect(pane(page, 'A').getByText(/^Thought for/)).toBeVisible();
});

test('all lanes that failed are asked again at once', async ({ page }) => {
  const fails = 'test/words-5-every-30ms.breaks-502.next.words-10';
  await askOnPage(page, [fails, 'test/words-3', `${fails}-every-30ms`], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Failed');
  await expect(stateOf(page, 'C')).toHaveText('Failed');
  await page.getByRole('button', { name: 'Retry all failed' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(stateOf(page, 'C')).toHaveText('Done');
  await expect(pane(page, 'A').getByText('2 / 2')).toBeVisible();
  await expect(pane(page, 'C').getByText('2 / 2')).toBeVisible();
  await expect(pane(page, 'B').getByText('2 / 2')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Retry all failed' })).toHaveCount(0);
});

test('eight lanes that failed are asked again by one request, and Stop does not wait behind them', async ({ page }) => {
  const failing = [
    'test/words-5.breaks-502.next.hangs',
    'test/words-5-every-30ms.breaks-502',
    'test/words-5-every-30ms.cut',
    'test/words-5-every-30ms.ends',
    'test/status-401',
    'test/status-402',
    'test/status-404',
    'test/words-5-every-30ms.breaks-502.next.words-10',
  ];
  await askOnPage(page, failing, markedPrompt());
  for (const lane of 'ABCDEFGH') await expect(stateOf(page, lane)).toHaveText('Failed');
  const retries: unknown[] = [];
  page.on('request', (request) => /\/retry$/.test(request.url()) && retries.push(request.postDataJSON()));
  await page.getByRole('button', { name: 'Retry all failed' }).click();
  for (const lane of 'ABCDEFGH') await expect(pane(page, lane).getByText('2 / 2')).toBeVisible();
  await expect(stateOf(page, 'H')).toHaveText('Done');
  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
  expect(retries).toEqual([{ lanes: [...'ABCDEFGH'] }]);
});

test('a lane is maximised, and Esc brings the others back before it stops anything', async ({ page }) => {
  await askOnPage(page, ['test/words-400-every-25ms', 'test/words-10'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  await page.getByRole('button', { name: 'Maximise B' }).click();
  await expect(page.locator('article:visible')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Maximise B' })).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(page);
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('region', { name: 'Answer A' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('article:visible')).toHaveCount(2);
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  await page.keyboard.press('Escape');
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
});

test('a comparison that begins on the first page gives the page its title', async ({ page }) => {
  await askOnPage(page, ['test/words-3'], 'A title of my own');
  await expect(page).toHaveTitle('A title of my own · Abreast');
  await page.reload();
  await expect(page).toHaveTitle('A title of my own · Abreast');
});

test('what is whole is read from its beginning, what is being written at its end', async ({ page }) => {
  const scroll = page.locator('#answer-A');
  const fromEnd = () => scroll.evaluate((box) => Math.round(box.scrollHeight - box.scrollTop - box.clientHeight));
  await askOnPage(page, ['test/thinks-10.words-2000.next.words-2000-every-5ms'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  expect(await scroll.evaluate((box) => box.scrollHeight > box.clientHeight)).toBe(true);
  await page.reload();
  await expect(scroll).toContainText('w2000');
  expect(await scroll.evaluate((box) => box.scrollTop)).toBe(0);
  await expect(pane(page, 'A').getByText(/^Thought for/)).toBeInViewport();
  await pane(page, 'A').getByRole('button', { name: 'Retry' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  await expect.poll(async () => (await scroll.textContent())?.includes('w300') && (await fromEnd()) < 32).toBe(true);
});

test('the focus stays at hand when a lane is asked again and stopped', async ({ page }) => {
  await askOnPage(page, ['test/words-5.breaks-502.next.hangs'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Failed');
  const foot = pane(page, 'A').locator('[data-slot="pane-actions"]');
  await pane(page, 'A').locator('[data-slot="failure-notice"]').getByRole('button', { name: 'Retry' }).focus();
  await page.keyboard.press('Enter');
  await expect(foot.getByRole('button', { name: 'Stop' })).toBeFocused();
  await expect(foot.getByRole('button', { name: 'Stop' })).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
  await expect(foot.getByRole('button', { name: 'Retry' })).toBeFocused();
});

test('neither a held key, a double click nor a late one makes Stop of Retry, or Retry of Stop', async ({ page }) => {
  await askOnPage(page, ['test/hangs'], markedPrompt());
  const foot = pane(page, 'A').locator('[data-slot="pane-actions"]');
  const pager = foot.locator('[data-slot="attempt-pager"]');
  // It is off until the first event of the run has come.
  await expect(foot.getByRole('button', { name: 'Stop' })).toBeEnabled();
  await foot.getByRole('button', { name: 'Stop' }).focus();
  for (let presses = 0; presses < 10; presses++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(foot.getByRole('button', { name: 'Retry' })).toBeFocused();
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
  await expect(pager).toHaveCount(0);

  await foot.getByRole('button', { name: 'Retry' }).dblclick();
  await expect(pager).toContainText('2 / 2');
  await expect(stateOf(page, 'A')).toHaveText('Waiting');
  await foot.getByRole('button', { name: 'Stop' }).hover();
  await page.mouse.down();
  await page.keyboard.press('Escape');
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
  await page.mouse.up();
  await expect(foot.getByRole('button', { name: 'Retry' })).toBeVisible();
  await expect(pager).toContainText('2 / 2');
});

test('neither a name nor the best figure is cut where there is room', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await askOnPage(page, ['demo/slow-start', 'demo/thinker', 'demo/steady', 'demo/quick'], markedPrompt());
  await expect(pane(page, 'D').getByText('best:').first()).toBeVisible({ timeout: 20_000 });
  const cut = await page
    .locator('[data-slot="pane-header"] bdi, [data-slot="figure-cell"] dd')
    .evaluateAll((texts) =>
      texts.filter((text) => text.scrollWidth > text.clientWidth).map((text) => text.textContent),
    );
  expect(cut).toEqual([]);
});
