import type { Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, openStart, pane, promptBox, stateOf, test } from './support/page-test';
import { messagesOf, requestsWith } from './support/stand-in';

const ask = (page: Page, models: number) =>
  page.getByRole('button', { name: `Ask ${models} model${models === 1 ? '' : 's'}` });

async function done(page: Page, lanes: string): Promise<void> {
  for (const lane of lanes) await expect(stateOf(page, lane)).toHaveText('Done');
}

async function pick(page: Page, model: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Search models' }).fill(model);
  await page.keyboard.press('Enter');
}

test('a model is added to a comparison and asked every question so far, oldest first', async ({ page }) => {
  const [first, second] = [markedPrompt(), markedPrompt()];
  await askOnPage(page, ['test/words-3'], first);
  await done(page, 'A');
  await promptBox(page).fill(second);
  await ask(page, 1).click();
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
  await done(page, 'A');

  await page.getByRole('button', { name: '+ Add model' }).click();
  await pick(page, 'test/words-10');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('B is asked from your next question on.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ask it all 2 questions so far' }).click();
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
  await done(page, 'AB');
  await expect(
    pane(page, 'B')
      .getByText(/w1 w2 .* w10/)
      .first(),
  ).toBeVisible();
  await expect(page.locator('[data-slot="new-lanes-line"]')).toHaveCount(0);
  const [, added] = (await requestsWith(second)).map(messagesOf);
  expect(added).toEqual([
    { role: 'user', text: first },
    { role: 'assistant', text: expect.stringMatching(/w1 w2 .* w10/) },
    { role: 'user', text: second },
  ]);
});

test('a model is added to a follow-up and answers from there on', async ({ page }) => {
  await askOnPage(page, ['test/words-3'], markedPrompt());
  await done(page, 'A');
  await page.getByRole('button', { name: '+ Add model' }).click();
  await pick(page, 'test/words-5');
  await page.keyboard.press('Escape');
  const prompt = markedPrompt();
  await promptBox(page).fill(prompt);
  await ask(page, 2).click();
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
  await done(page, 'AB');
  expect((await requestsWith(prompt)).map((request) => [request.model, messagesOf(request).length])).toEqual([
    ['test/words-3', 3],
    ['test/words-5', 1],
  ]);
  await page.reload();
  await done(page, 'AB');
});

test('a lane that has failed is asked again with another model', async ({ page }) => {
  const prompt = markedPrompt();
  await askOnPage(page, ['test/status-401', 'test/words-3'], prompt);
  await expect(stateOf(page, 'A')).toHaveText('Failed');
  await pane(page, 'A').getByTitle('Change A: another model, settings, system prompt').click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Swap model…' }).click();
  await expect(page.getByRole('dialog', { name: 'Choose another model for A' })).toBeVisible();
  await pick(page, 'test/words-5');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await pane(page, 'A').getByRole('button', { name: 'Retry with test/words-5' }).click();
  await done(page, 'AB');
  await expect(pane(page, 'A').getByRole('heading', { name: /test\/words-5/ })).toBeVisible();
  await expect(pane(page, 'A').getByRole('button', { name: 'Retry', exact: true })).toBeVisible();
});

test('what differs in a lane from the next question on is sent, is said, survives a reload and is undone', async ({
  page,
}) => {
  await askOnPage(page, ['test/words-3', 'test/words-5'], markedPrompt());
  await done(page, 'AB');
  const menu = pane(page, 'B').getByTitle(/^Change B/);
  await menu.click();
  await page.getByLabel('Temperature').fill('0.5');
  await page.getByRole('switch', { name: 'Its own system prompt' }).check();
  await page.getByLabel('System prompt of this lane').fill('Be brief');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-slot="lane-chip"]').nth(1)).toContainText('temp 0.5');
  await page.reload();
  await expect(page.locator('[data-slot="lane-chip"]').nth(1)).toContainText('temp 0.5');
  const prompt = markedPrompt();
  await promptBox(page).fill(prompt);
  await ask(page, 2).click();
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
  await done(page, 'AB');
  const bodies = (await requestsWith(prompt)).map((request) => [
    request.model,
    request.body.temperature,
    messagesOf(request).some(({ role }) => role === 'system'),
  ]);
  expect(bodies.sort()).toEqual([
    ['test/words-3', undefined, false],
    ['test/words-5', 0.5, true],
  ]);
  await menu.click();
  await page.getByLabel('Temperature').fill('1');
  await page.getByRole('button', { name: 'Undo changes' }).click();
  await expect(page.locator('[data-slot="lane-chip"]').nth(1)).not.toContainText('temp 1');
});

test('one click follows up to one lane alone, and another to all again', async ({ page }) => {
  await askOnPage(page, ['test/words-3', 'test/words-5', 'test/words-10'], markedPrompt());
  await done(page, 'ABC');
  await pane(page, 'B').getByRole('button', { name: 'Follow up' }).click();
  await expect(promptBox(page)).toBeFocused();
  await page.keyboard.type('Only you');
  await expect(ask(page, 1)).toBeVisible();
  await page.getByRole('button', { name: 'Ask all' }).click();
  await expect(ask(page, 3)).toBeVisible();
});

test('before asking, a lane is swapped, moved, duplicated with another setting, and left alone', async ({ page }) => {
  await openStart(page, '/?models=test/words-3,test/words-5');
  const chips = page.locator('[data-slot="draft-chip"]');
  const open = (name: RegExp) => page.getByRole('button', { name }).click();
  await open(/^A test\/words-3/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Move right' }).click();
  await expect(chips).toHaveText([/words-5/, /words-3/]);
  await open(/^A test\/words-5/);
  await page.getByRole('button', { name: 'Swap model…' }).click();
  await pick(page, 'test/words-10');
  await expect(chips).toHaveText([/words-10/, /words-3/]);
  await open(/^B test\/words-3/);
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await page.keyboard.type('0.2');
  await page.keyboard.press('Escape');
  await expect(chips).toHaveText([/words-10/, /words-3/, /words-3.*temp 0.2/]);
  await open(/^C test\/words-3/);
  await page.getByRole('button', { name: 'Only this model' }).click();
  await expect(chips).toHaveText([/words-3/]);
});
