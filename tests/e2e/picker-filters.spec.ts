import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { startOwnServer } from './support/own-server';
import { expect, expectAccessible, openStart, promptBox, test } from './support/page-test';

const search = (page: Page) => page.getByLabel('Search models');
const filters = (page: Page) => page.getByRole('group', { name: 'Filters and order' });
const rows = (page: Page) => page.getByRole('listbox').getByRole('option');
const star = (page: Page, model: string) => page.locator(`[id="model:${model}"] [data-slot="star"]`);

async function open(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(rows(page).first()).toBeVisible();
}

test('filters leave what passes all of them, and stay while the page is open', async ({ page }) => {
  await openStart(page, '/?models=demo/quick');
  await open(page);
  await expect(page.getByText('USD per million tokens')).toBeVisible();
  await page.getByRole('button', { name: 'Images' }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.getByLabel('Context').selectOption('1M context or more');
  await expect(rows(page)).toHaveCount(2);
  await page.getByLabel('Vendor').selectOption('Google (1)');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Gemini 2.5 Flash');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await open(page);
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Images' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.getByRole('group', { name: 'Demo' }).locator('[role="option"]')).toHaveCount(5);
  await expect(page.getByRole('button', { name: 'Clear filters' })).toHaveCount(0);
  await expect(search(page)).toBeFocused();
});

test('a list that the filters hide says how many each hides, and each can be removed', async ({ page }) => {
  await openStart(page, '/?models=demo/quick');
  await open(page);
  await search(page).fill('gemini');
  await page.getByRole('button', { name: 'Free' }).click();
  await page.getByRole('button', { name: 'Images' }).click();
  await expect(search(page)).toBeFocused();
  await expect(page.getByText('No model passes all filters.')).toBeVisible();
  await expect(page.getByText('“Free” hides 1 of 1 model.')).toBeVisible();
  await expect(page.getByText('“Images” hides 0 of 1 model.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remove the filter “Free”' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(search(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveAttribute('aria-selected', 'true');
});

test('new is what was released in the last 60 days', async ({ page }) => {
  await page.clock.setFixedTime('2026-03-02T12:00:00Z');
  await openStart(page, '/?models=demo/quick');
  await open(page);
  const button = page.getByRole('button', { name: 'New: 60 days', exact: true });
  await expect(button).toHaveAttribute('title', 'Released in the last 60 days');
  await button.click();
  await expect(page.locator('[id="model:openai/gpt-5-mini"]')).toBeAttached();
  await expect(page.getByRole('group', { name: 'Demo' })).toHaveCount(0);
  await page.clock.setFixedTime('2026-03-03T12:00:00Z');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByText('No model passes all filters.')).toBeVisible();
});

test('the list is sorted as chosen', async ({ page }) => {
  await openStart(page, '/?models=demo/quick');
  await open(page);
  await search(page).fill('g');
  await page.getByRole('button', { name: 'Images' }).click();
  await page.getByLabel('Order', { exact: true }).selectOption('Cheapest first');
  await expect(rows(page).first()).toContainText('GPT-5 Mini');
  await page.getByLabel('Order', { exact: true }).selectOption('Newest first');
  await expect(rows(page).first()).toContainText('2026-01-01');
  await page.getByLabel('Order', { exact: true }).selectOption('Most context first');
  await expect(rows(page).first()).toContainText('Gemini 2.5 Flash');
});

test('a star brings a model to the top, by pointer and by keyboard, in other tabs too', async ({ page, context }) => {
  await openStart(page, '/?models=demo/quick');
  await open(page);
  await search(page).fill('gpt-5 mini');
  await star(page, 'openai/gpt-5-mini').click();
  await expect(star(page, 'openai/gpt-5-mini')).toHaveText('★');
  await expect(rows(page).first()).toHaveAttribute('aria-selected', 'false');
  await search(page).fill('sonnet');
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('Shift+Enter');
  await expect(rows(page).first()).toContainText('starred');
  await expect(page.getByText('Claude Sonnet 4.5 has a star now.')).toBeAttached();
  const other = await context.newPage();
  await openStart(other, '/?models=demo/quick');
  await open(other);
  const starred = other.getByRole('group', { name: 'Starred' });
  await expect(starred.getByRole('option')).toHaveCount(2);
  await expectAccessible(other);
  await page.keyboard.press('Shift+Enter');
  await expect(star(other, 'anthropic/claude-sonnet-4.5')).toHaveText('☆');
  await expect(star(other, 'openai/gpt-5-mini')).toHaveText('★');
});

test('what is chosen stands on top, and the demo models last once a key pays', async ({ page }) => {
  await openStart(page, '/?models=demo/quick,openai/gpt-5-mini');
  await open(page);
  const labels = page.getByRole('listbox').locator('[data-slot="model-group-rows"]');
  await expect(labels.first()).toHaveAccessibleName('Chosen');
  await expect(labels.first().getByRole('option')).toHaveCount(2);
  await expect(labels.last()).toHaveAccessibleName('Demo');
});

test('Esc goes back to the prompt, Done to where the list was opened', async ({ page }) => {
  await openStart(page, '/?models=demo/quick');
  await page.getByRole('button', { name: '+ Add model' }).click();
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(promptBox(page)).toBeFocused();
  await page.getByRole('button', { name: '+ Add model' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: '+ Add model' })).toBeFocused();
});

test('a row says what speaks against its model', async ({ page }) => {
  await openStart(page, '/?models=demo/quick&prompt=Why');
  await page.getByRole('button', { name: /^Settings/ }).click();
  await page.getByLabel('Temperature').fill('0.5');
  await page.keyboard.press('Escape');
  await open(page);
  await expect(page.locator('[id="model:openai/gpt-5-mini"]')).toContainText('ignores Temperature');
  await expect(page.locator('[id="model:anthropic/claude-sonnet-4.5"]')).not.toContainText('ignores');
});

test('where nobody pays, rows say that they need a key, and the demo models stand first', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'abreast-picker-'));
  const server = await startOwnServer({ DATA_DIR: folder, OPENROUTER_API_KEY: '' });
  try {
    await openStart(page, `${server.origin}/`);
    await page.getByRole('button', { name: '+ Add model' }).click();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: '+ Add model' }).click();
    const groups = page.getByRole('listbox').locator('[data-slot="model-group-rows"]');
    await expect(groups.first()).toHaveAccessibleName('Demo');
    await expect(groups.first()).not.toContainText('needs a key');
    await expect(page.locator('[id="model:openai/gpt-5-mini"]')).toContainText('needs a key');
    await expectAccessible(page);
  } finally {
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  }
});

for (const [name, viewport, isTouch] of [
  ['at 320 px', { width: 320, height: 640 }, true],
  ['in a window 450 px high', { width: 1280, height: 450 }, false],
] as const) {
  test.describe(name, () => {
    test.use({ viewport, hasTouch: isTouch, isMobile: isTouch });

    test('filters and order are in a line that scrolls, and the list has room', async ({ page }) => {
      await openStart(page, '/?models=demo/quick');
      await page.getByRole('button', { name: '+ Add model' }).click();
      await expect(rows(page).first()).toBeVisible();
      const line = await filters(page).boundingBox();
      expect(line?.height).toBeLessThan(60);
      const list = await page.getByRole('listbox').boundingBox();
      expect(list?.height).toBeGreaterThan(150);
      const last = page.getByRole('button', { name: 'New: 60 days', exact: true });
      await last.scrollIntoViewIfNeeded();
      await last.click();
      await expect(last).toHaveAttribute('aria-pressed', 'true');
      if (isTouch) {
        expect((await last.boundingBox())?.height).toBeGreaterThanOrEqual(40);
        await expect(search(page)).not.toBeFocused();
      }
      await expectAccessible(page);
    });
  });
}
