import { markedPrompt } from './support/marked-prompt';
import { expect, expectAccessible, pane, stateOf, test } from './support/page-test';
import { bar, cast, line, poll, visitor } from './support/polls';
import { answerOf, ask, openShared, share } from './support/shared-page';
import { findSmallTargets } from './support/target-sizes';

test('its author sees the counts, closes it, opens it again, and shows the names to every reader', async ({
  page,
  browser,
  baseURL,
}) => {
  const { path, comparison } = await poll(page);
  for (const keys of ['1', '12', '0']) {
    const { reader, context } = await visitor(browser, baseURL);
    await openShared(reader, path);
    for (const key of keys) await reader.keyboard.press(key);
    await cast(reader).click();
    await expect(line(reader)).toContainText('You ');
    await context.close();
  }
  await page.goto(`/c/${comparison}`);
  await expect(stateOf(page, 'A')).toBeVisible();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const panel = page.getByRole('dialog', { name: 'Share' });
  const details = panel.getByRole('region', { name: 'Poll' });
  await expect(details).toContainText('Poll. Anyone with the link reads the answers under letters');
  await expect(details.getByText('3 ballots')).toBeVisible();
  await expect(details.getByRole('listitem')).toHaveText([
    'A 2 (67 %, 21 to 94)',
    'B 1 (33 %, 6 to 79)',
    'C 0 (0 %, 0 to 56)',
  ]);
  await expect(details.getByText('All equal 1, all bad 0')).toBeVisible();
  expect(await findSmallTargets(page, 24, '[role="dialog"]')).toEqual([]);
  await expectAccessible(page);

  await details.getByRole('button', { name: 'Close the poll' }).click();
  await expect(details).toContainText('Poll, closed. It takes no more ballots.');
  const { reader, context } = await visitor(browser, baseURL);
  await openShared(reader, path);
  await expect(line(reader)).toContainText('It is closed and takes no more ballots.');
  await expect(bar(reader)).toHaveText(/^This poll is closed\./);
  await expect(bar(reader).getByRole('button')).toHaveCount(0);
  await expect(reader.getByRole('heading', { name: 'Answer B', exact: true })).toBeVisible();
  await expectAccessible(reader);

  await details.getByRole('button', { name: 'Open the poll again' }).click();
  await expect(details.getByRole('button', { name: 'Close the poll' })).toBeVisible();
  const closing = details.getByLabel('Closes by itself at');
  await closing.fill('2026-01-01T10:30');
  await details.getByRole('button', { name: 'Set' }).click();
  await expect(details).toContainText('Poll, closed by its time.');
  await details.getByRole('button', { name: 'Open the poll again' }).click();
  await expect(closing).toHaveValue('');
  await closing.fill('2099-01-01T10:30');
  await details.getByRole('button', { name: 'Set' }).click();
  await expect(details.getByRole('button', { name: 'Never' })).toBeVisible();
  await expect(details.getByRole('button', { name: 'Close the poll' })).toBeVisible();
  await openShared(reader, path);
  await expect(line(reader)).toContainText('It closes on 1 January 2099');

  await details.getByRole('button', { name: 'Show the names to every reader' }).click();
  const confirm = details.getByRole('button', { name: 'Show them and end the poll' });
  await expect(confirm).toBeFocused();
  await expectAccessible(page);
  await details.getByRole('button', { name: 'Cancel' }).click();
  await expect(details.getByRole('button', { name: 'Show the names to every reader' })).toBeFocused();
  await details.getByRole('button', { name: 'Show the names to every reader' }).click();
  await confirm.click();
  await expect(details).toContainText('Poll, over. Every reader of the link sees the names.');
  await expect(details.getByRole('button')).toHaveCount(0);
  await openShared(reader, path);
  await expect(line(reader)).toHaveText('Blind poll. It is over: its author shows the models’ names to every reader.');
  await expect(reader.getByRole('heading', { name: /test\/words-3/ })).toBeVisible();
  await expectAccessible(reader);
  await context.close();
});

test('the author’s ballot is on the page when they say so', async ({ page, browser, baseURL }) => {
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: ['test/words-3', 'test/words-5'] });
  await page.request.post(`/api/comparisons/${comparison}/turns/1/ballot`, { data: { best: ['B'] } });
  const path = await share(page, comparison);
  const { reader, context } = await visitor(browser, baseURL);
  await openShared(reader, path);
  await expect(reader.getByText('Author’s pick')).toHaveCount(0);
  await page.goto(`/c/${comparison}`);
  await expect(pane(page, 'B')).toBeVisible();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const ballots = page.getByRole('switch', { name: 'My ballots are on the page' });
  await expect(ballots).not.toBeChecked();
  const saved = page.waitForResponse((response) => response.request().method() === 'PATCH');
  await ballots.click();
  expect(await (await saved).json()).toMatchObject({ withBallots: true });
  await openShared(reader, path);
  await expect(answerOf(reader, 'B').getByText('Author’s pick')).toBeVisible();
  await expect(answerOf(reader, 'B').locator('[data-slot="pane-state"]')).toHaveText('Done');
  await expect(answerOf(reader, 'A').getByText('Author’s pick')).toHaveCount(0);
  await expect(reader.getByText('The author chose B.')).toBeVisible();
  await expectAccessible(reader);
  await context.close();
});
