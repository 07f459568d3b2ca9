import type { Page } from 'playwright/test';
import type { RunEventOf } from '@/lib/protocol/run-event';
import { eventOf, framesOf } from './frames';

/** Lanes of every kind: one thinks, one writes for some seconds, one fails, one is canned. */
export const LANES = [
  'test/thinks-10-every-50ms.words-10-every-50ms',
  'test/words-60-every-50ms',
  'test/status-429-retry-after-20s',
  'demo/quick',
];

/** Asks and reads to the end, as the visitor whose page this is. */
export async function ask(page: Page, body: object): Promise<RunEventOf<'run'>> {
  const response = await page.request.post('/api/compare', { data: body });
  const [first = ''] = framesOf(await response.text());
  return eventOf(first) as RunEventOf<'run'>;
}

/** @returns the link's path. */
export async function share(page: Page, comparison: string, options: object = {}): Promise<string> {
  const response = await page.request.post(`/api/comparisons/${comparison}/share`, { data: options });
  return `/s/${((await response.json()) as { slug: string }).slug}`;
}

/** Opens a shared page and waits until React has taken over: only then does the scrubber know its keys. */
export async function openShared(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await takenOver(page);
}

/** Resolves when React has the shared page, which it takes over at the first sign of a reader. */
export async function takenOver(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    window.dispatchEvent(new PointerEvent('pointermove'));
    const foot = document.querySelector('[data-slot="ask-again"]');
    return foot !== null && Object.keys(foot).some((key) => key.startsWith('__react'));
  });
}

export function answerOf(page: Page, anchor: string) {
  return page.locator(`article[id="${anchor}"]`);
}

export function stateAt(page: Page, anchor: string) {
  return answerOf(page, anchor).locator('[data-slot="pane-state"]');
}
