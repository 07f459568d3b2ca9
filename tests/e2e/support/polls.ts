import type { Browser, BrowserContext, Page } from 'playwright/test';
import { markedPrompt } from './marked-prompt';
import { expect } from './page-test';
import { ask, share } from './shared-page';

export const MODELS = ['test/words-3', 'test/thinks-10-every-50ms.words-10-every-50ms', 'test/says-markdown'];

/** A comparison that was asked blind, and its link. */
export async function poll(page: Page, models: readonly string[] = MODELS, options: object = {}) {
  const prompt = markedPrompt();
  const { comparison } = await ask(page, { prompt, models, blind: true });
  return { prompt, comparison, path: await share(page, comparison, options) };
}

/** Changes its link. */
export async function change(page: Page, comparison: string, path: string, body: object): Promise<void> {
  const data = { slug: path.slice('/s/'.length), ...body };
  expect((await page.request.patch(`/api/comparisons/${comparison}/share`, { data })).status()).toBe(200);
}

export const bar = (page: Page) => page.getByRole('region', { name: 'Your ballot' });
export const best = (page: Page, lane: string) => bar(page).getByRole('button', { name: `${lane} is best` });
export const cast = (page: Page) => bar(page).getByRole('button', { name: 'Vote', exact: true });
export const line = (page: Page) => page.locator('[data-slot="poll-line"]');

interface Visitor {
  context: BrowserContext;
  reader: Page;
}

/** Another browser than the author's. */
export async function visitor(browser: Browser, baseURL: string | undefined, options: object = {}): Promise<Visitor> {
  const context = await browser.newContext({ baseURL, ...options });
  return { context, reader: await context.newPage() };
}
