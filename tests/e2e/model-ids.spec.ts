import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, openStart, pane, stateOf, test } from './support/page-test';
import { messagesOf, requestsWith } from './support/stand-in';

const NAMES: [string, string][] = [
  ['@preset/my-preset', 'Preset my-preset'],
  ['openai/gpt-5-mini@preset/my-preset', 'GPT-5 Mini (preset my-preset)'],
  ['openai/gpt-5-mini:online', 'GPT-5 Mini (online)'],
];

test('presets and variants come from the address with their names, and are asked as they are', async ({ page }) => {
  const prompt = markedPrompt();
  const ids = NAMES.map(([id]) => id);
  await askOnPage(page, ids, prompt);
  for (const [index, [id, name]] of NAMES.entries()) {
    const letter = 'ABC'.charAt(index);
    await expect(stateOf(page, letter)).toHaveText('Done');
    await expect(pane(page, letter).getByRole('heading')).toContainText(name);
    await expect(pane(page, letter)).toContainText(`Hello from ${id}.`);
  }
  await expectAccessible(page);
  const asked = await requestsWith(prompt);
  expect(asked.map(({ model }) => model).sort()).toEqual([...ids].sort());
  expect(asked.map((request) => messagesOf(request).at(-1)?.text)).toEqual([prompt, prompt, prompt]);
});

test('what such a model will cost is not known before it is asked', async ({ page }) => {
  await openStart(page, `/?models=${encodeURIComponent('@preset/my-preset')}&prompt=Why`);
  await expect(page.getByRole('button', { name: /^Ask 1 model/ })).toBeVisible();
  await expect(page.getByText(/\$0(\.0+)?\b/)).toHaveCount(0);
});
