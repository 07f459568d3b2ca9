import type { Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, openStart, pane, stateOf, test } from './support/page-test';
import { ask, openShared, share } from './support/shared-page';

declare global {
  interface Window {
    /** What the page has asked the browser to call back for, and that has not come yet. */
    waiting: { timeouts: Set<number>; intervals: Set<number>; frames: Set<number> };
  }
}

/** Counts timers and animation frames from before the page's first script on. */
async function count(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const waiting = { timeouts: new Set<number>(), intervals: new Set<number>(), frames: new Set<number>() };
    window.waiting = waiting;
    const { setTimeout, clearTimeout, setInterval, clearInterval } = window;
    const { requestAnimationFrame, cancelAnimationFrame } = window;
    type Callback = (...args: unknown[]) => void;
    Object.assign(window, {
      setTimeout(fire: Callback, ms: number, ...args: unknown[]) {
        const run = () => {
          waiting.timeouts.delete(id);
          fire(...args);
        };
        const id = Number(setTimeout(run, ms));
        waiting.timeouts.add(id);
        return id;
      },
      clearTimeout(id: number) {
        waiting.timeouts.delete(id);
        clearTimeout(id);
      },
      setInterval(fire: Callback, ms: number, ...args: unknown[]) {
        const id = Number(setInterval(() => fire(...args), ms));
        waiting.intervals.add(id);
        return id;
      },
      clearInterval(id: number) {
        waiting.intervals.delete(id);
        clearInterval(id);
      },
      requestAnimationFrame(draw: FrameRequestCallback) {
        const id = requestAnimationFrame((at) => {
          waiting.frames.delete(id);
          draw(at);
        });
        waiting.frames.add(id);
        return id;
      },
      cancelAnimationFrame(id: number) {
        waiting.frames.delete(id);
        cancelAnimationFrame(id);
      },
    });
  });
}

function waitingOn(page: Page) {
  return page.evaluate(() => {
    const { timeouts, intervals, frames } = window.waiting;
    return { timeouts: timeouts.size, intervals: intervals.size, frames: frames.size };
  });
}

/** Where nothing is waited for, nothing is asked for again by itself. */
async function expectAtRest(page: Page): Promise<void> {
  await expect.poll(() => waitingOn(page)).toEqual({ timeouts: 0, intervals: 0, frames: 0 });
}

test.beforeEach(({ page }) => count(page));

test('a page on which nothing runs waits for nothing: new, with every kind of ending, and opened again', async ({
  page,
}) => {
  await openStart(page, '/');
  await expectAtRest(page);
  const models = ['test/words-3', 'test/status-401', 'test/status-402', 'test/words-5-every-30ms.hangs', 'demo/quick'];
  await askOnPage(page, models, markedPrompt());
  await expect(stateOf(page, 'D')).toHaveText('Writing');
  expect((await waitingOn(page)).frames).toBeGreaterThan(0);
  for (const lane of ['A', 'E']) await expect(stateOf(page, lane)).toHaveText('Done', { timeout: 20_000 });
  for (const lane of ['B', 'C']) await expect(stateOf(page, lane)).toHaveText('Failed', { timeout: 20_000 });
  await pane(page, 'D').getByRole('button', { name: 'Stop' }).click();
  await expect(stateOf(page, 'D')).toHaveText('Stopped');
  await expectAtRest(page);
  await page.reload();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expectAtRest(page);
});

test('a shared page waits for nothing, before and after its replay', async ({ page }) => {
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: ['test/words-3', 'test/status-401'] });
  await openShared(page, await share(page, comparison));
  await expectAtRest(page);
  await page.getByRole('button', { name: 'Replay' }).click();
  await expectAtRest(page);
});

test('a pause that a provider has asked for is counted down, and then waited for no more', async ({ page }) => {
  await page.clock.install();
  await count(page);
  await askOnPage(page, ['test/status-429-retry-after-20s', 'test/status-429-retry-after-20s'], markedPrompt());
  await expect(page.getByRole('button', { name: /^Retry all failed in/ })).toBeVisible();
  await page.clock.fastForward(21_000);
  await expect(page.getByRole('button', { name: 'Retry all failed', exact: true })).toBeVisible();
  await expectAtRest(page);
});
