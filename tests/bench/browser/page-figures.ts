import type { Page } from 'playwright';
import type { Watched } from './watch-page';

/** What Chromium did on the main thread, ms. */
export interface MainThread {
  script: number;
  layout: number;
  style: number;
  tasks: number;
}

const METRICS = {
  script: 'ScriptDuration',
  layout: 'LayoutDuration',
  style: 'RecalcStyleDuration',
  tasks: 'TaskDuration',
} as const;

/** Measures a stretch in the life of a page. @returns what ends it. */
export async function beginMeasure(page: Page): Promise<() => Promise<MainThread>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return new Map(metrics.map(({ name, value }) => [name, value * 1000]));
  };
  const before = await read();
  return async () => {
    const after = await read();
    await session.detach();
    const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    return Object.fromEntries(
      Object.entries(METRICS).map(([name, metric]) => [name, grown(metric)]),
    ) as unknown as MainThread;
  };
}

/** @returns what the page has noted since it was opened; see {@link Watched}. */
export function readWatched(page: Page): Promise<Watched> {
  return page.evaluate(() => (window as unknown as { watched: Watched }).watched);
}
