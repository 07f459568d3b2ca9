import type { Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, openStart, stateOf, test } from './support/page-test';
import { ask, LANES, openShared, share } from './support/shared-page';
import { findSmallTargets } from './support/target-sizes';

const DEVICES = [
  {
    name: 'a finger on a phone',
    least: 37,
    use: { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } },
  },
  {
    name: 'a finger on a tablet',
    least: 37,
    use: { hasTouch: true, isMobile: true, viewport: { width: 1024, height: 768 } },
  },
  { name: 'a mouse', least: 24, use: { viewport: { width: 1280, height: 800 } } },
] as const;

/** Buttons that open something, each on the page of a comparison. */
const PANELS: { name: string; open(page: Page): Promise<void> }[] = [
  { name: 'History', open: (page) => page.getByRole('button', { name: /^History/ }).click() },
  { name: 'Share', open: (page) => page.getByRole('button', { name: 'Share', exact: true }).click() },
  { name: 'Figures', open: (page) => page.getByRole('button', { name: 'Figures', exact: true }).click() },
  { name: 'Export', open: (page) => page.getByRole('button', { name: /^Export/ }).click() },
  { name: 'Key', open: (page) => page.getByRole('button', { name: /^Who pays/ }).click() },
  { name: 'lane menu', open: (page) => page.locator('[data-slot="lane-menu-button"]').first().click() },
  { name: 'figures', open: (page) => page.getByRole('button', { name: 'A, what the figures mean' }).click() },
  {
    name: 'list of models',
    open: async (page) => {
      await page.locator('[data-slot="lane-menu-button"]').first().click();
      await page.getByRole('button', { name: 'Swap model…' }).click();
    },
  },
];

for (const { name, least, use } of DEVICES) {
  test.describe(name, () => {
    test.use(use);

    test(`hits every control of the workspace: ${name}`, async ({ page }) => {
      await openStart(page, '/?models=demo/quick,test/words-10');
      expect.soft(await findSmallTargets(page, least), 'before the first question').toEqual([]);
      await askOnPage(page, ['test/says-code-every-20ms', 'test/says-markdown', 'test/status-402'], markedPrompt());
      await expect(stateOf(page, 'B')).toHaveText('Done');
      expect.soft(await findSmallTargets(page, least), 'with answers').toEqual([]);
      for (const panel of PANELS) {
        await panel.open(page);
        const dialog = page.getByRole('dialog').first();
        await expect(dialog, panel.name).toBeVisible();
        expect.soft(await findSmallTargets(page, least, '[role="dialog"]'), panel.name).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog'), panel.name).toHaveCount(0);
      }
    });

    test(`hits every control of a shared page and of the check page: ${name}`, async ({ page }) => {
      const { comparison } = await ask(page, { prompt: markedPrompt(), models: LANES, system: 'Be brief.' });
      await openShared(page, await share(page, comparison));
      expect.soft(await findSmallTargets(page, least), 'shared page').toEqual([]);
      await page.goto('/check');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect.soft(await findSmallTargets(page, least), 'check page').toEqual([]);
    });
  });
}
