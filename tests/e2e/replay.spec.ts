import type { Page } from 'playwright/test';
import type { ComparisonState } from '@/lib/comparison/state';
import { markedPrompt } from './support/marked-prompt';
import { expect, expectAccessible, test } from './support/page-test';
import { answerOf, ask, LANES, openShared, share, stateAt, takenOver } from './support/shared-page';

/** When lane A began to think and to write, ms since its run began. */
async function beganAt(page: Page, path: string): Promise<{ thought: number; wrote: number }> {
  const exported = (await (await page.request.get(`${path}/export?format=json`)).json()) as ComparisonState;
  const answer = exported.turns[0]?.answers.A?.[0];
  return { thought: answer?.reasoningMarks[0] ?? Number.NaN, wrote: answer?.textMarks[0] ?? Number.NaN };
}

/** An arrow key moves a race of less than five seconds by so much, ms. */
const KEY_MS = 100;

/** From the beginning to that moment or, by less than a key, past it. @returns where that is, ms. */
async function seekByKeys(page: Page, ms: number): Promise<number> {
  const keys = Math.ceil(ms / KEY_MS);
  for (let key = 0; key < keys; key++) await page.keyboard.press('ArrowRight');
  return keys * KEY_MS;
}

for (const [width, name] of [
  [1440, 'a wide screen'],
  [390, 'a phone'],
] as const) {
  test(`the replay runs the race again and nothing else moves, on ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    const { comparison } = await ask(page, { prompt: markedPrompt(), models: LANES });
    await openShared(page, await share(page, comparison));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.evaluate(() => document.fonts.ready);
    const whole = await answerOf(page, 'B').locator('[data-slot="lane-answer"]').textContent();
    await expect(stateAt(page, 'B')).toHaveText('Done');
    // Each frame: where everything stands that is not being replayed, and what is told of lane B.
    const watched = page.evaluate(
      () =>
        new Promise<{ places: string[]; phases: string[]; scales: string[]; lengths: number[] }>((resolve) => {
          const places = new Set<string>();
          const phases: string[] = [];
          const scales = new Set<string>();
          const lengths: number[] = [];
          const state = document.querySelector('[id="B"] [data-slot="pane-state"]');
          const text = document.querySelector('[id="B"] [data-slot="lane-answer"]');
          const standing = ['track-rows', 'replay-bar', 'shared-panes', 'turn-summary', 'ask-again'];
          let begun = false;
          requestAnimationFrame(function look() {
            const tops = standing.map((slot) => {
              const { top, height } =
                document.querySelector(`[data-slot="${slot}"]`)?.getBoundingClientRect() ?? new DOMRect();
              return `${slot} ${top} ${height}`;
            });
            places.add(tops.join(', '));
            const tick = document.querySelector<HTMLElement>('[data-slot="track-axis"] .track-at');
            scales.add(tick?.style.left ?? '');
            const phase = state?.textContent ?? '';
            if (phases.at(-1) !== phase) phases.push(phase);
            lengths.push(text?.textContent?.length ?? 0);
            if (phase !== 'Done') begun = true;
            if (
              begun &&
              phase === 'Done' &&
              document.querySelector('[data-slot="replay-bar"]')?.textContent?.startsWith('Replay')
            )
              resolve({ places: [...places], phases, scales: [...scales], lengths });
            else requestAnimationFrame(look);
          });
        }),
    );
    await page.getByRole('button', { name: 'Replay' }).click();
    const { places, phases, scales, lengths } = await watched;
    expect(places).toHaveLength(1);
    expect(scales).toHaveLength(1);
    // It waits for so short a time that there may have been no frame in it.
    expect(phases.filter((phase) => phase !== 'Waiting')).toEqual(['Done', 'Writing', 'Done']);
    // Waiting, whole, and some of it in between.
    expect(new Set(lengths).size).toBeGreaterThan(2);
    expect(await answerOf(page, 'B').locator('[data-slot="lane-answer"]').textContent()).toBe(whole);
    await expect(page.getByRole('button', { name: 'Replay' })).toBeVisible();
  });
}

test('the replay is paused, moved by keys and dragged; at its end the answers stand as they ended', async ({
  page,
}) => {
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: LANES });
  await page.clock.install();
  const path = await share(page, comparison);
  await openShared(page, path);
  const scrubber = page.getByRole('slider', { name: 'Moment of the replay' });
  await scrubber.focus();
  await page.keyboard.press('Home');
  await expect(stateAt(page, 'A')).toHaveText('Waiting');
  await expect(answerOf(page, 'A').getByText('Waiting for the first word.')).toBeVisible();
  await expect(scrubber).toHaveAttribute('aria-valuetext', /^0\.0 of \d+\.\d seconds$/);
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await expectAccessible(page);
  const { thought, wrote } = await beganAt(page, path);
  const at = await seekByKeys(page, thought);
  expect(at).toBeLessThan(wrote);
  await expect(stateAt(page, 'A')).toHaveText('Thinking');
  // Nothing runs by itself.
  const paused = await scrubber.inputValue();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await scrubber.inputValue()).toBe(paused);
  // From here on time goes by as it is told to.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.clock.runFor(wrote - at + 100);
  await expect(stateAt(page, 'A')).toHaveText('Writing');
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The replay is paused' })).toHaveCount(1);
  await scrubber.focus();
  await page.keyboard.press('End');
  for (const lane of ['A', 'B', 'D']) await expect(stateAt(page, lane)).toHaveText('Done');
  await page.clock.resume();
  await page.getByRole('radio', { name: '16×' }).check();
  await page.getByRole('button', { name: 'Replay' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The replay is over' })).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Replay' })).toBeVisible();
});

test('a paused replay asks for no frame, and its figures follow the keys', async ({ page }) => {
  await page.addInitScript(() => {
    const real = window.requestAnimationFrame.bind(window);
    const counted = Object.assign(window, { framesAsked: 0, realFrame: real });
    window.requestAnimationFrame = (draw) => {
      counted.framesAsked += 1;
      return real(draw);
    };
  });
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: LANES });
  const path = await share(page, comparison);
  await openShared(page, path);
  const scrubber = page.getByRole('slider', { name: 'Moment of the replay' });
  await scrubber.focus();
  await page.keyboard.press('Home');
  const thinks = answerOf(page, 'A').getByText(/^Thinking, /);
  await seekByKeys(page, (await beganAt(page, path)).thought);
  await expect(thinks).toHaveCount(1);
  const said = await thinks.textContent();
  await page.keyboard.press('ArrowRight');
  await expect(thinks).not.toHaveText(said ?? '');
  // What was asked for before the last key has been drawn after the first frame; from then on there is nothing to draw.
  const asked = await page.evaluate(async () => {
    const seen = window as unknown as { framesAsked: number; realFrame(draw: () => void): void };
    const frame = () => new Promise<void>((drawn) => seen.realFrame(() => drawn()));
    await frame();
    await frame();
    const before = seen.framesAsked;
    for (let index = 0; index < 10; index++) await frame();
    return seen.framesAsked - before;
  });
  expect(asked).toBe(0);
  const moving = await page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running'));
  expect(moving).toEqual([]);
});

test('thoughts that a reader has opened stay open through a replay', async ({ page }) => {
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: LANES });
  await openShared(page, await share(page, comparison));
  await answerOf(page, 'A')
    .getByText(/^Thought for/)
    .click();
  const thoughts = page.getByRole('region', { name: 'What A thought, turn 1' });
  await expect(thoughts).toContainText('w10');
  await page.getByRole('slider').focus();
  await page.keyboard.press('Home');
  await expect(stateAt(page, 'A')).toHaveText('Waiting');
  await expect(thoughts).toHaveCount(0);
  await page.keyboard.press('End');
  await expect(thoughts).toContainText('w10');
});

test('thoughts that were opened before any script had come stay open through a replay', async ({ page }) => {
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: LANES });
  const path = await share(page, comparison);
  let sendScripts = () => {};
  const opened = new Promise<void>((resolve) => {
    sendScripts = resolve;
  });
  await page.route('**/*.js', async (route) => {
    await opened;
    await route.continue();
  });
  await page.goto(path, { waitUntil: 'commit' });
  await answerOf(page, 'A')
    .getByText(/^Thought for/)
    .click();
  const thoughts = page.getByRole('region', { name: 'What A thought, turn 1' });
  await expect(thoughts).toContainText('w10');
  sendScripts();
  await takenOver(page);
  await page.getByRole('slider').focus();
  await page.keyboard.press('Home');
  await expect(stateAt(page, 'A')).toHaveText('Waiting');
  await page.keyboard.press('End');
  await expect(thoughts).toContainText('w10');
});

test('the whole answer is copied, whatever the replay shows', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: ['test/words-10', 'test/words-3'] });
  await openShared(page, await share(page, comparison));
  await page.getByRole('slider').focus();
  await page.keyboard.press('Home');
  await expect(stateAt(page, 'A')).toHaveText('Waiting');
  await answerOf(page, 'A').getByRole('button', { name: 'Copy' }).click();
  await expect(answerOf(page, 'A').getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('w1 w2 w3 w4 w5 w6 w7 w8 w9 w10');
});
