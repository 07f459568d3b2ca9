import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Locator, type Page } from 'playwright/test';
import { expectTextsAlone } from './texts-alone';

/** What a browser says that no test expects: an error, a warning, an exception of a script. */
const EXPECTED = [
  // The browser's own note of a response that the test has provoked; what the page makes of it is what is tested.
  /^Failed to load resource:/,
];

/**
 * A page that says nothing unexpected: a console error, a hydration warning or an exception fails the test, and
 * so does a text in it that React would miss, should somebody else put it elsewhere.
 */
export const test = base.extend<{ heard: string[] }>({
  heard: [
    async ({ page }, use) => {
      const heard: string[] = [];
      page.on('console', (message) => {
        const text = message.text();
        const serious = message.type() === 'error' || message.type() === 'warning';
        if (serious && !EXPECTED.some((expected) => expected.test(text))) heard.push(text);
      });
      page.on('pageerror', (error) => heard.push(String(error)));
      await use(heard);
      await expectTextsAlone(page);
      expect(heard, 'unexpected on the console').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Opens a page for a new comparison and waits until it listens: its effects have run, since one of them asks for the list. */
export async function openStart(page: Page, address: string): Promise<void> {
  const listening = page.waitForRequest('**/api/models');
  await page.goto(address);
  await listening;
}

/** Opens a new comparison of these models and asks. */
export async function askOnPage(page: Page, models: readonly string[], prompt: string): Promise<void> {
  await openStart(page, `/?models=${models.map(encodeURIComponent).join(',')}`);
  await promptBox(page).fill(prompt);
  await page.getByRole('button', { name: /^Ask / }).click();
}

export function promptBox(page: Page): Locator {
  return page.getByLabel('Prompt', { exact: true });
}

export function pane(page: Page, lane: string): Locator {
  return page.locator('article', { has: page.locator(`#lane-${lane}`) });
}

/** How the lane goes, in the pane's own word. */
export function stateOf(page: Page, lane: string): Locator {
  return pane(page, lane).locator('[data-slot="pane-state"]');
}

/** Everything axe knows to look for. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectTextsAlone(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  expect(found).toEqual([]);
}
