import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, openStart, promptBox, stateOf, test } from './support/page-test';
import { messagesOf, requestsWith } from './support/stand-in';

test.describe('the system prompt', () => {
  test('goes with the question, goes on with a follow-up, and ends when it is cleared', async ({ page }) => {
    const prompt = markedPrompt();
    await openStart(page, '/?models=test/words-3');
    const button = page.getByRole('button', { name: /^System prompt/ });
    await button.click();
    const system = page.getByLabel('System prompt', { exact: true });
    await expect(system).toBeFocused();
    await page.keyboard.type('Be brief');
    await page.keyboard.press('Escape');
    await expect(system).toHaveCount(0);
    await expect(button).toBeFocused();
    await expect(button).toHaveAccessibleName(/ \(set\)$/);
    await promptBox(page).fill(prompt);
    await page.keyboard.press('Control+Enter');
    await expect(stateOf(page, 'A')).toHaveText('Done');

    await button.click();
    await expect(system).toHaveValue('Be brief');
    await expect(page.getByText('Same as in the turn before')).toBeVisible();
    await promptBox(page).fill(`${prompt} second`);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${prompt} second`);
    await expect(stateOf(page, 'A')).toHaveText('Done');

    await system.fill('');
    await expect(page.getByText('None from this turn on')).toBeVisible();
    await promptBox(page).fill(`${prompt} third`);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${prompt} third`);
    await expect(stateOf(page, 'A')).toHaveText('Done');
    await expect(button).toHaveAccessibleName('System prompt');

    const asked = await requestsWith(prompt);
    expect(asked.map((request) => messagesOf(request).find(({ role }) => role === 'system')?.text)).toEqual([
      'Be brief',
      'Be brief',
      undefined,
    ]);
  });

  test('closes on Esc without stopping a lane', async ({ page }) => {
    await askOnPage(page, ['test/words-400-every-25ms'], markedPrompt());
    await expect(stateOf(page, 'A')).toHaveText('Writing');
    await page.getByRole('button', { name: /^System prompt/ }).click();
    await expect(page.getByLabel('System prompt', { exact: true })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByLabel('System prompt', { exact: true })).toHaveCount(0);
    await expect(stateOf(page, 'A')).toHaveText('Writing');
    await page.keyboard.press('Escape');
    await expect(stateOf(page, 'A')).toHaveText('Stopped');
  });
});

test.describe('chips', () => {
  const chips = '[data-slot="draft-chip"]';

  test('go by Delete and Backspace, and the focus goes to the neighbour', async ({ page }) => {
    await openStart(page, '/?models=test/words-3,test/words-10,demo/quick');
    await page.getByRole('button', { name: /^A test\/words-3/ }).focus();
    await page.keyboard.press('Delete');
    await expect(page.locator(chips)).toHaveCount(2);
    await expect(page.getByRole('button', { name: /^A test\/words-10/ })).toBeFocused();
    await page.getByRole('button', { name: /^B Demo Quick/ }).focus();
    await page.keyboard.press('Backspace');
    await expect(page.getByRole('button', { name: /^A test\/words-10/ })).toBeFocused();
    await page.getByRole('button', { name: 'Remove A, test/words-10' }).click();
    await expect(page.locator(chips)).toHaveCount(0);
    await expect(page.getByRole('button', { name: '+ Add model' })).toBeFocused();
    await expect(page.getByText('Choose at least one model')).toBeVisible();
  });

  test('seat the same model twice, and writing in one does not remove it', async ({ page }) => {
    await openStart(page, '/?models=demo/quick');
    await page.getByRole('button', { name: /^A Demo Quick/ }).click();
    await page.getByRole('button', { name: 'Duplicate' }).click();
    // The second one is open, to vary a setting in it.
    await expect(page.getByRole('dialog')).toHaveCount(1);
    await expect(page.getByLabel('Temperature')).toBeFocused();
    await page.getByLabel('Max tokens').fill('12');
    await page.getByLabel('Max tokens').press('Backspace');
    await expect(page.getByLabel('Max tokens')).toHaveValue('1');
    await page.keyboard.press('Escape');
    await promptBox(page).fill('Twice?');
    await page.getByRole('button', { name: 'Ask 2 models' }).click();
    await expect(stateOf(page, 'A')).toHaveText('Done');
    await expect(stateOf(page, 'B')).toHaveText('Done');
  });
});

test('Ask tells about what the turn costs, and nothing where a price is not known', async ({ page }) => {
  await openStart(page, '/?models=anthropic/claude-sonnet-4.5,demo/quick');
  const ask = page.getByRole('button', { name: 'Ask 2 models' });
  await expect(ask).toHaveAccessibleDescription('Write a prompt first');
  await promptBox(page).fill('a'.repeat(4000));
  // 1000 tokens in at $3, 500 out at $15 a million.
  await expect(ask).toHaveAccessibleDescription('≈ $0.011 for this turn, on the server’s key');
  await openStart(page, '/?models=openrouter/auto');
  await promptBox(page).fill('Why?');
  await expect(page.getByRole('button', { name: 'Ask 1 model' })).toHaveAccessibleDescription('');
});

test.describe('a draft', () => {
  test('survives a reload, and is gone once it is asked', async ({ page }) => {
    await openStart(page, '/?models=test/words-3');
    await promptBox(page).fill('Half a question');
    await page.getByRole('button', { name: /^System prompt/ }).click();
    await page.getByLabel('System prompt', { exact: true }).fill('Be brief');
    await page.getByRole('button', { name: 'Remove A, test/words-3' }).click();
    await page.reload();
    await expect(promptBox(page)).toHaveValue('Half a question');
    await expect(page.getByLabel('System prompt', { exact: true })).toHaveValue('Be brief');
    await expect(page.locator('[data-slot="draft-chip"]')).toHaveCount(0);
    await openStart(page, '/?models=demo/quick');
    await expect(promptBox(page)).toHaveValue('');
    await promptBox(page).fill('Asked');
    await page.reload();
    await expect(promptBox(page)).toHaveValue('Asked');
    await page.getByRole('button', { name: 'Ask 1 model' }).click();
    await expect(page).toHaveURL(/\/c\//);
    await openStart(page, '/?models=demo/quick');
    await expect(page.locator('[data-slot="draft-chip"]')).toHaveCount(1);
    await expect(promptBox(page)).toHaveValue('');
  });
});

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('chips stay on one line, and the composer makes room while lanes run', async ({ page }) => {
    await openStart(
      page,
      '/?models=test/words-400-every-25ms,test/words-3,test/words-10,test/says-markdown,demo/quick',
    );
    const composer = page.locator('[data-slot="composer"]');
    const heightOf = () => composer.evaluate((element) => element.getBoundingClientRect().height);
    // One line of chips with the room that a finger needs; two lines have over 70.
    expect(await page.locator('[data-slot="model-chips"]').evaluate((element) => element.clientHeight)).toBeLessThan(
      56,
    );
    await expect(page.getByRole('button', { name: '+ Add model' })).toBeInViewport({ ratio: 1 });
    expect(await heightOf()).toBeLessThan(190);
    await promptBox(page).fill(markedPrompt());
    await page.getByRole('button', { name: 'Ask 5 models' }).tap();
    await expect(stateOf(page, 'A')).toHaveText('Writing');
    expect(await heightOf()).toBeLessThan(130);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Stop all' }).tap();
    await expect(stateOf(page, 'A')).toHaveText('Stopped');
    await expect(page.getByRole('button', { name: /^A/, pressed: true })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
