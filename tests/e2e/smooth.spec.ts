import { markedPrompt } from './support/marked-prompt';
import { expect, openStart, promptBox, stateOf, test } from './support/page-test';

/**
 * Half the frames, 95 of 100 long tasks, and the longest task of all take no longer than this, ms. Alone on two cores
 * they take 33, 90 and 100; these limits are for a machine on which other tests run the app, the models and a browser too.
 */
const MEDIAN_FRAME_MS = 100;
const LONG_TASK_MS = 1500;
const LONGEST_TASK_MS = 4000;

interface Watched {
  frames: number[];
  longTasks: number[];
  /** How often each part of the page was changed, in callbacks of a mutation observer: one for each task that changed it. */
  changes: Record<string, number>;
}

test('eight lanes at 200 tokens a second change the page once a frame, and nothing that has no part in it', async ({
  page,
}) => {
  test.setTimeout(90_000);
  const model = 'test/words-2000-every-5ms';
  await openStart(page, `/?models=${Array(8).fill(model).join(',')}`);
  await promptBox(page).fill(markedPrompt());
  await page.getByRole('button', { name: /^Ask / }).click();
  await expect(stateOf(page, 'H')).toHaveText('Writing');
  await page.evaluate(watch);
  for (const lane of 'ABCDEFGH') await expect(stateOf(page, lane)).toHaveText('Done', { timeout: 60_000 });
  const { frames, longTasks, changes } = await page.evaluate(() => (window as unknown as { watched: Watched }).watched);

  const gaps = frames
    .slice(1)
    .map((at, index) => at - (frames[index] ?? at))
    .sort((one, other) => one - other);
  const tasks = longTasks.toSorted((one, other) => one - other);
  const part = (share: number) => (gaps[Math.floor(gaps.length * share)] ?? 0).toFixed(1);
  const figures = {
    frames: frames.length,
    medianFrameMs: part(0.5),
    frame95Ms: part(0.95),
    longTasks: longTasks.length,
    longestTaskMs: tasks.at(-1) ?? 0,
    changes,
  };
  process.stdout.write(`\neight lanes at 200 tok/s: ${JSON.stringify(figures)}\n`);

  for (const lane of 'ABCDEFGH')
    expect(changes[lane], `changes of lane ${lane}`).toBeLessThanOrEqual(frames.length + 2);
  expect(changes.header).toBe(0);
  expect(changes.composer).toBeLessThanOrEqual(20);
  expect(Number(figures.medianFrameMs)).toBeLessThan(MEDIAN_FRAME_MS);
  expect(tasks[Math.floor(tasks.length * 0.95)] ?? 0).toBeLessThan(LONG_TASK_MS);
  expect(tasks.at(-1) ?? 0).toBeLessThan(LONGEST_TASK_MS);
});

/** Runs in the page. Counts frames, long tasks, and the moments at which each part of the page was changed. */
function watch(): void {
  const watched: Watched = { frames: [], longTasks: [], changes: {} };
  (window as unknown as { watched: Watched }).watched = watched;
  requestAnimationFrame(function frame(at) {
    watched.frames.push(at);
    requestAnimationFrame(frame);
  });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watched.longTasks.push(duration);
  }).observe({ type: 'longtask' });
  const count = (name: string, element: Element | null) => {
    watched.changes[name] = 0;
    if (!element) return;
    new MutationObserver(() => {
      watched.changes[name] = (watched.changes[name] ?? 0) + 1;
    }).observe(element, { subtree: true, childList: true, characterData: true, attributes: true });
  };
  for (const lane of 'ABCDEFGH') count(lane, document.getElementById(`answer-${lane}`));
  count('header', document.querySelector('[data-slot="header"]'));
  count('composer', document.querySelector('[data-slot="composer"]'));
}
