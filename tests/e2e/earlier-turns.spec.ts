import type { Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { expect, expectAccessible, pane, test } from './support/page-test';
import { ask } from './support/shared-page';

const MODEL = 'test/words-2000';

/** Five turns, each longer than what a page has of an earlier one. @returns the path of the comparison. */
async function askFiveTurns(page: Page): Promise<string> {
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: [MODEL] });
  for (let turn = 2; turn <= 5; turn += 1) await ask(page, { comparison, prompt: `Question ${turn}` });
  return `/c/${comparison}`;
}

test('an earlier turn comes whole when it is opened', async ({ page }) => {
  const path = await askFiveTurns(page);
  const html = await (await page.request.get(path)).text();
  // The ends of turns 3 to 5 as state, and of the last as HTML.
  expect(html.match(/w1999 w2000/g)).toHaveLength(4);

  await page.goto(path);
  const first = pane(page, 'A').locator('[data-slot="earlier-turn"]').first();
  await first.getByRole('button').first().click();
  await expect(first).toContainText('w1999 w2000');
  await expect(first.locator('[data-slot="rest-of-answer"]')).toHaveCount(0);
  await expectAccessible(page);
});

test('a pane opens at the newest turn, and one that was scrolled before the script came stays where it is', async ({
  page,
}) => {
  const path = await askFiveTurns(page);
  const box = page.locator('[data-slot="pane-scroll"]');
  const position = () => box.evaluate(({ scrollTop }) => scrollTop);
  await page.goto(path);
  await expect.poll(position).toBeGreaterThan(100);

  await page.addInitScript(() => {
    const scroll = () => document.querySelector('[data-slot="pane-scroll"]')?.scrollTo(0, 40);
    document.addEventListener('DOMContentLoaded', scroll);
  });
  await page.goto(path);
  await page.waitForFunction(() => {
    const element = document.querySelector('[data-slot="pane-scroll"]');
    return element !== null && Object.keys(element).some((key) => key.startsWith('__reactProps'));
  });
  expect(await position()).toBe(40);
});

test('without a script an earlier answer is read by a link', async ({ page, browser, baseURL }) => {
  const path = await askFiveTurns(page);
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL,
    storageState: await page.context().storageState(),
  });
  const reader = await context.newPage();
  await reader.goto(path);
  await reader.getByRole('link', { name: 'Read this answer' }).first().click();
  await expect(reader.getByText(/w1 w2 .* w2000/)).toBeVisible();
  await reader.getByRole('link', { name: 'Back to the comparison' }).click();
  await expect(reader.getByText(/w1999 w2000/).first()).toBeVisible();
  await context.close();
});
