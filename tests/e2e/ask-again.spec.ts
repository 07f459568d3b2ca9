import type { Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { expect, expectAccessible, openStart, promptBox, stateOf, test } from './support/page-test';
import { ask, share } from './support/shared-page';
import { requestsWith } from './support/stand-in';

/** Asks, reads to the end and shares, as the visitor whose page this is. */
async function askAndShare(page: Page, body: object): Promise<{ comparison: string; slug: string }> {
  const { comparison } = await ask(page, body);
  return { comparison, slug: (await share(page, comparison)).slice('/s/'.length) };
}

/** What the provider was sent with that prompt. */
async function sentWith(prompt: string): Promise<string[]> {
  return (await requestsWith(prompt)).map(({ body }) => JSON.stringify(body));
}

function chips(page: Page) {
  return page.locator('[data-slot="draft-chip"], [data-slot="retired-chip"]');
}

test.describe('asking a shared comparison again', () => {
  test('fills in prompt, system prompt, models and settings, asks nothing by itself, then asks the same', async ({
    page,
  }) => {
    const marked = markedPrompt();
    const prompt = `${marked}\n\nin two lines, with "quotes" & <tags>`;
    const lanes = [
      { model: 'test/words-3', settings: { temperature: 0.5, reasoning: 'high' } },
      { model: 'test/words-10' },
    ];
    const { slug } = await askAndShare(page, { prompt, system: 'Be brief.', lanes });
    await page.goto(`/s/${slug}`);
    const listening = page.waitForRequest('**/api/models');
    await page.getByRole('link', { name: 'Ask this again', exact: true }).click();
    await listening;
    await expect(page).toHaveURL(`/?again=${slug}`);
    await expect(promptBox(page)).toHaveValue(prompt);
    await expect(page.getByLabel('System prompt', { exact: true })).toHaveValue('Be brief.');
    await expect(chips(page)).toHaveText([/^Atest\/words-3effort high · temp 0.5/, /^Btest\/words-10/]);
    await expectAccessible(page);
    const before = await sentWith(marked);
    expect(before).toHaveLength(2);

    await page.getByRole('button', { name: 'Ask 2 models' }).click();
    await expect(stateOf(page, 'B')).toHaveText('Done');
    await expect(stateOf(page, 'A')).toHaveText('Done');
    expect((await sentWith(marked)).slice(2).sort()).toEqual(before.sort());
  });

  test('is filled in by the link each time, not by what was written there before, and kept over a reload', async ({
    page,
  }) => {
    const prompt = markedPrompt();
    const { slug } = await askAndShare(page, { prompt, models: ['demo/quick'] });
    await openStart(page, `/?again=${slug}`);
    await promptBox(page).fill('Something else');
    const reloaded = page.waitForRequest('**/api/models');
    await page.reload();
    await reloaded;
    await expect(promptBox(page)).toHaveValue('Something else');
    await page.goto(`/s/${slug}`);
    await openStart(page, `/?again=${slug}`);
    await expect(promptBox(page)).toHaveValue(prompt);
  });

  test('of a link that was taken back, or never was, is a start page that says so', async ({ page }) => {
    const { comparison, slug } = await askAndShare(page, { prompt: markedPrompt(), models: ['demo/quick'] });
    expect((await page.request.delete(`/api/comparisons/${comparison}/share`)).status()).toBe(204);
    for (const link of [slug, 'never-was']) {
      await openStart(page, `/?again=${link}`);
      await expect(page.getByText('no longer works')).toBeVisible();
      await expect(promptBox(page)).toHaveValue('');
    }
    await expectAccessible(page);
    await openStart(page, '/');
    await expect(page.getByText('no longer works')).toHaveCount(0);
  });
});

test.describe('a model that is gone', () => {
  const GONE = '/?models=demo/quick,anthropic/claude-2-sonnet,nobody/nothing,test/words-3';

  test('is marked in its place and never asked, while the others can be', async ({ page }) => {
    await openStart(page, GONE);
    await expect(chips(page)).toHaveText([
      /Demo Quick/,
      /^anthropic\/claude-2-sonnet is goneUse Claude Sonnet 4\.5 instead/,
      /^nobody\/nothing is gone×$/,
      /test\/words-3/,
    ]);
    await expectAccessible(page);
    const prompt = markedPrompt();
    await promptBox(page).fill(prompt);
    await page.getByRole('button', { name: 'Ask 2 models' }).click();
    await expect(stateOf(page, 'B')).toHaveText('Done');
    expect(await sentWith(prompt)).toHaveLength(1);
  });

  test('gives its place to what is offered, or goes, by keyboard too', async ({ page }) => {
    await openStart(page, GONE);
    await page.getByRole('button', { name: 'Use Claude Sonnet 4.5 instead' }).focus();
    await page.keyboard.press('Enter');
    await expect(chips(page)).toHaveText([/Demo Quick/, /^BClaude Sonnet 4\.5/, /is gone/, /^Ctest\/words-3/]);
    await expect(page.getByRole('button', { name: /^B Claude Sonnet 4\.5/ })).toBeFocused();
    await page.getByRole('button', { name: 'Remove nobody/nothing, which is retired' }).focus();
    await page.keyboard.press('Enter');
    await expect(chips(page)).toHaveText([/Demo Quick/, /Claude Sonnet/, /test\/words-3/]);
    await expect(page.getByRole('button', { name: /^C test\/words-3/ })).toBeFocused();
    await promptBox(page).fill(markedPrompt());
    await expect(page.getByRole('button', { name: 'Ask 3 models' })).toHaveAttribute('aria-disabled', 'false');
  });

  test('alone leaves nobody to ask', async ({ page }) => {
    await openStart(page, '/?prompt=Why%3F&models=nobody/nothing');
    await expect(chips(page)).toHaveText([/nobody\/nothing is gone/]);
    await expect(page.getByText('Choose at least one model')).toBeVisible();
  });
});
