import type { Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, pane, promptBox, stateOf, test } from './support/page-test';

async function leaveOutA(page: Page): Promise<void> {
  await askOnPage(page, ['test/words-10', 'test/words-3'], markedPrompt());
  for (const lane of 'AB') await expect(stateOf(page, lane)).toHaveText('Done');
  await askOnlyB(page);
}

async function askOnlyB(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^A /, pressed: true }).click();
  await promptBox(page).fill('Only you');
  await page.getByRole('button', { name: 'Ask 1 model' }).click();
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await expect(stateOf(page, 'A')).toHaveText('Not asked');
}

async function askBoth(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^A /, pressed: false }).click();
  await promptBox(page).fill('Both of you');
  await page.getByRole('button', { name: 'Ask 2 models' }).click();
  await expect(page.getByText('Turn 3 of 3')).toBeVisible();
}

const askToo = (page: Page) => pane(page, 'A').getByRole('button', { name: 'Ask A too' });

test('a lane that was left out is asked too, by the keyboard, and the focus stays where it was', async ({ page }) => {
  await leaveOutA(page);
  await expectAccessible(page);
  await askToo(page).focus();
  await page.keyboard.press('Enter');
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(pane(page, 'A').getByText(/w1 w2 .* w10/)).toBeVisible();
  await expect(pane(page, 'A').getByRole('button', { name: 'Retry' })).toBeFocused();
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
  await expect(page.locator('[data-slot="track-row"]')).toHaveCount(2);
  await page.reload();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  const comparison = new URL(page.url()).pathname.slice('/c/'.length);
  const exported = await (await page.request.get(`/api/comparisons/${comparison}/export`)).text();
  expect(exported).not.toContain('Not asked');
});

test('a lane is asked too in an earlier turn, which stays selected', async ({ page }) => {
  await leaveOutA(page);
  await askBoth(page);
  for (const lane of 'AB') await expect(stateOf(page, lane)).toHaveText('Done');
  await expect(askToo(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Earlier turn' }).click();
  await expect(page.getByText('Turn 2 of 3')).toBeVisible();
  await askToo(page).click();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(page.getByText('Turn 2 of 3')).toBeVisible();
  await expect(askToo(page)).toHaveCount(0);
  await expect(page.locator('[data-slot="announcer"]')).toHaveText(/^Turn 2: A finished in/);
});

test('a lane that runs in another turn is not asked too before it has ended', async ({ page }) => {
  await askOnPage(page, ['test/hangs', 'test/words-3'], markedPrompt());
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await page.keyboard.press('Escape');
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
  await askOnlyB(page);
  await askBoth(page);
  await expect(stateOf(page, 'A')).toHaveText('Waiting');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await page.getByRole('button', { name: 'Earlier turn' }).click();
  await expect(askToo(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(askToo(page)).toHaveAccessibleDescription('A is still running in turn 3: wait or stop');
  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect(askToo(page)).toHaveAttribute('aria-disabled', 'false');
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('a tap asks the lane too', async ({ page }) => {
    await leaveOutA(page);
    await page.getByRole('navigation', { name: 'Lanes' }).getByRole('button', { name: /^A / }).tap();
    await askToo(page).tap();
    await expect(stateOf(page, 'A')).toHaveText('Done');
    await expect(pane(page, 'A').getByText(/w1 w2 .* w10/)).toBeInViewport();
  });
});
