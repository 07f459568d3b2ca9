import { markedPrompt } from './support/marked-prompt';
import { expect, expectAccessible, openStart, promptBox, stateOf, test } from './support/page-test';
import { requestsWith } from './support/stand-in';

for (const width of [1280, 390]) {
  test(`a visitor uses a key of their own and forgets it, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await openStart(page, '/?models=test/words-3');
    await page.getByRole('button', { name: 'Who pays: Server’s key' }).click();
    await expect(page.getByText('The key of this server pays for the models.')).toBeVisible();
    await expect(page.getByText('It pays for at most 4096 tokens of an answer.')).toBeVisible();
    const field = page.getByLabel('Your own key');
    await field.fill('sk-or-v1-rejected');
    await page.getByRole('button', { name: 'Use this key' }).click();
    await expect(page.getByText('OpenRouter does not accept this key.')).toBeVisible();
    await expect(field).toHaveValue('sk-or-v1-rejected');
    await expectAccessible(page);

    await field.fill('sk-or-v1-of-a-visitor');
    await field.press('Enter');
    await expect(page.getByText('Your own OpenRouter key pays for the models.')).toBeVisible();
    await expect(page.getByText('sk-or-v1-sta...-in')).toBeVisible();
    await expect(page.getByText('$7.50 left to spend.')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    const prompt = markedPrompt();
    await promptBox(page).fill(prompt);
    if (width > 1000) await expect(page.getByText(/for this turn, on your key/)).toBeVisible();
    await page.getByRole('button', { name: 'Ask 1 model' }).click();
    await expect(stateOf(page, 'A')).toHaveText('Done');
    const [request] = await requestsWith(prompt);
    expect(request?.headers.authorization).toBe('Bearer sk-or-v1-of-a-visitor');

    await page.reload();
    await page.getByRole('button', { name: 'Who pays: Your key' }).click();
    await page.getByRole('button', { name: 'Forget it here' }).click();
    await expect(page.getByText('The key of this server pays for the models.')).toBeVisible();
    const fits = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
    expect(fits).toBe(true);
  });
}

for (const width of [1280, 390]) {
  test(`a visitor connects OpenRouter and comes back to the draft, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await openStart(page, '/?models=test/words-3');
    const prompt = markedPrompt();
    await promptBox(page).fill(prompt);
    await page.getByRole('button', { name: 'Who pays: Server’s key' }).click();
    const limit = page.getByLabel('Spend at most, $ a month');
    await limit.fill('much');
    await limit.press('Enter');
    await expect(page.getByText(/must be an amount over 0/)).toBeVisible();
    await expectAccessible(page);
    await limit.fill('2.5');
    await page.getByRole('button', { name: 'Connect OpenRouter' }).click();

    await page.waitForURL(/\/auth\?/);
    const wanted = new URL(page.url()).searchParams;
    expect({ limit: wanted.get('limit'), reset: wanted.get('usage_limit_type') }).toEqual({
      limit: '2.5',
      reset: 'monthly',
    });
    await page.getByRole('link', { name: 'Cancel' }).click();
    await expect(page.getByText(/left without making a key/)).toBeVisible();
    expect(page.url()).not.toContain('connect');

    await page.getByRole('button', { name: 'Connect OpenRouter' }).click();
    await page.getByRole('link', { name: 'Allow' }).click();
    await expect(page.getByText('Your own OpenRouter key pays for the models.')).toBeVisible();
    await expect(page.getByText('sk-or-v1-sta...-in')).toBeVisible();
    expect(page.url()).not.toMatch(/connect|code/);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(promptBox(page)).toHaveValue(prompt);
    await page.getByRole('button', { name: 'Ask 1 model' }).click();
    await expect(stateOf(page, 'A')).toHaveText('Done');
    const [request] = await requestsWith(prompt);
    expect(request?.headers.authorization).toMatch(/^Bearer sk-or-v1-connected-/);
  });
}
