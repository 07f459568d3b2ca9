import { markedPrompt } from './support/marked-prompt';
import { expect, expectAccessible, openStart, promptBox, stateOf, test } from './support/page-test';
import { requestsWith } from './support/stand-in';

const TWO = '/?models=test/words-3,test/words-10';

test.describe('settings', () => {
  test('go to every lane, and a wrong one keeps Ask off with the remedy', async ({ page }) => {
    const prompt = markedPrompt();
    await page.goto(TWO);
    await promptBox(page).fill(prompt);
    const button = page.getByRole('button', { name: /^Settings/ });
    await button.click();
    await page.getByLabel('Temperature').fill('3');
    await expect(page.getByRole('alert').filter({ hasText: 'Temperature must be a number from 0 to 2' })).toBeVisible();
    await expect(page.getByLabel('Temperature')).toHaveAccessibleDescription(
      'Temperature must be a number from 0 to 2',
    );
    await expectAccessible(page);
    const ask = page.getByRole('button', { name: 'Ask 2 models' });
    await expect(ask).toHaveAttribute('aria-disabled', 'true');
    await expect(ask).toHaveAccessibleDescription('Temperature must be a number from 0 to 2');
    await page.getByLabel('Temperature').fill('0,2');
    await page.getByLabel('Max tokens').fill('99');
    await page.getByLabel('Reasoning effort').selectOption('high');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(button).toBeFocused();
    await expect(button).toHaveAccessibleName(/ \(set\)$/);
    await ask.click();
    await expect(stateOf(page, 'A')).toHaveText('Done');
    await expect(stateOf(page, 'B')).toHaveText('Done');
    const asked = await requestsWith(prompt);
    expect(asked).toHaveLength(2);
    for (const { body } of asked) {
      expect(body).toMatchObject({ temperature: 0.2, max_tokens: 99, reasoning: { effort: 'high' } });
    }
    await promptBox(page).click();
    await page.getByRole('button', { name: /^Settings/ }).click();
    await expect(page.getByText('Each lane keeps its settings. Press its name to change them.')).toBeVisible();
  });

  test('that are rare wait behind a line, and are there only where a model takes them', async ({ page }) => {
    const prompt = markedPrompt();
    await openStart(page, '/?models=demo/quick');
    await page.getByRole('button', { name: /^Settings/ }).click();
    await expect(page.getByLabel('Temperature')).toBeVisible();
    await expect(page.getByText('More settings')).toHaveCount(0);
    await openStart(page, TWO);
    await promptBox(page).fill(prompt);
    const button = page.getByRole('button', { name: /^Settings/ });
    await button.click();
    await expect(page.getByLabel('Top-p')).toBeHidden();
    await page.getByText('More settings').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Verbosity')).toHaveCount(0);
    await page.getByLabel('Top-p').fill('0');
    await expect(page.getByLabel('Top-p')).toHaveAccessibleDescription('Top-p must be a number over 0, at most 1');
    await expectAccessible(page);
    await page.getByLabel('Top-p').fill('0,9');
    await page.getByLabel('Seed').fill('7');
    await page.getByLabel('Stop at').fill('never said\n\\n\\n\\n');
    await page.keyboard.press('Escape');
    await button.click();
    await expect(page.getByLabel('Seed')).toHaveValue('7');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Ask 2 models' }).click();
    await expect(stateOf(page, 'A')).toHaveText('Done');
    for (const { body } of await requestsWith(prompt)) {
      expect(body).toMatchObject({ top_p: 0.9, seed: 7, stop: ['never said', '\n\n\n'] });
    }
  });

  test('of one lane are reached from its chip, which shows where it differs', async ({ page }) => {
    const prompt = markedPrompt();
    await page.goto(TWO);
    await page.getByRole('button', { name: /^Settings/ }).click();
    await page.getByRole('switch', { name: 'Same settings in every lane' }).click();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^B test\/words-10/ }).click();
    await page.getByLabel('Reasoning effort').selectOption('high');
    await page.getByLabel('Temperature').fill('9');
    await promptBox(page).fill(prompt);
    const ask = page.getByRole('button', { name: 'Ask 2 models' });
    await expect(ask).toHaveAccessibleDescription('Temperature of B must be a number from 0 to 2');
    await page.getByLabel('Temperature').fill('0.2');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    const chips = page.locator('[data-slot="draft-chip"]');
    await expect(chips.nth(1)).toContainText('effort high · temp 0.2');
    await expect(chips.nth(0)).not.toContainText('default');
    await ask.click();
    await expect(stateOf(page, 'B')).toHaveText('Done');
    await expect(page.getByRole('button', { name: /^B/, pressed: true })).toContainText('effort high · temp 0.2');
    const asked = await requestsWith(prompt);
    const temperatureOf = (model: string) => asked.find((request) => request.model === model)?.body.temperature;
    expect(temperatureOf('test/words-10')).toBe(0.2);
    expect(temperatureOf('test/words-3')).toBeUndefined();
  });

  test('that a model ignores get a quiet word', async ({ page }) => {
    await openStart(page, '/?models=openai/gpt-5-mini,test/words-3');
    await page.getByRole('button', { name: /^Settings/ }).click();
    await expect(page.getByText('ignores this')).toHaveCount(0);
    await page.getByLabel('Temperature').fill('1');
    await expect(page.getByText('GPT-5 Mini ignores this.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Ask 2 models' })).toHaveAccessibleDescription(
      'Write a prompt first',
    );
  });
});

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('settings open within the screen', async ({ page }) => {
    await page.goto(TWO);
    await page.getByRole('button', { name: /^Settings/ }).tap();
    await expect(page.getByRole('dialog')).toBeInViewport({ ratio: 1 });
    await expectAccessible(page);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('nothing of the composer has a fault that axe can find', async ({ page }) => {
      await openStart(page, '/?models=demo/quick,openai/gpt-5-mini');
      await page.getByRole('button', { name: /^System prompt/ }).click();
      await page.getByRole('button', { name: /^Settings/ }).click();
      await page.getByLabel('Temperature').fill('1');
      await page.getByLabel('Max tokens').fill('0');
      await expect(page.getByRole('alert').filter({ hasText: 'Max tokens must be' })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^B GPT-5 Mini/ }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessible(page);
    });
  });
}
