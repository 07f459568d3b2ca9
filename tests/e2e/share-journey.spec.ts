import { readFile } from 'node:fs/promises';
import type { Answer } from '@/lib/comparison/answer';
import type { ComparisonState } from '@/lib/comparison/state';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, promptBox, stateOf, test } from './support/page-test';
import { requestsWith } from './support/stand-in';

/** The words that had come by then, as the stored marks tell. */
function textAt({ text, textMarks }: Answer, ms: number): string {
  let length = 0;
  for (let index = 0; index < textMarks.length; index += 2) {
    if ((textMarks[index] ?? 0) <= ms) length += textMarks[index + 1] ?? 0;
  }
  return text.slice(0, length);
}

/** A frame of the browser's fake clock, ms. */
const FRAME_MS = 16;

test('a comparison is shared, opened by a stranger, replayed, taken away, asked again and taken back', async ({
  page,
  browser,
}) => {
  test.setTimeout(60_000);
  const prompt = markedPrompt();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await askOnPage(page, ['test/words-60-every-50ms', 'test/status-402', 'demo/quick'], prompt);
  for (const [lane, state] of Object.entries({ A: 'Done', B: 'Failed', C: 'Done' })) {
    await expect(stateOf(page, lane)).toHaveText(state);
  }
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByText('Link copied.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const stranger = await browser.newContext();
  const reader = await stranger.newPage();
  const heard: string[] = [];
  reader.on('console', (message) => ['error', 'warning'].includes(message.type()) && heard.push(message.text()));
  reader.on('pageerror', (error) => heard.push(String(error)));
  await reader.clock.install();
  await reader.goto(link);
  await expect(reader.getByRole('heading', { level: 1, name: prompt })).toBeVisible();
  expect(await stranger.cookies()).toEqual([]);

  const json = reader.getByRole('link', { name: 'JSON' }).last();
  const [download] = await Promise.all([reader.waitForEvent('download'), json.click()]);
  const kept = JSON.parse(await readFile(await download.path(), 'utf8')) as ComparisonState;
  const answer = kept.turns[0]?.answers.A?.[0] as Answer;

  // From here on the browser's time stands still but for what is told.
  await reader.clock.pauseAt(await reader.evaluate(() => Date.now() + 60_000));
  const onScreen = reader.locator('article[id="A"] [data-slot="lane-answer"]');
  const scrubber = reader.getByRole('slider', { name: 'Moment of the replay' });
  let ms = 0;
  await reader.getByRole('button', { name: 'Replay' }).click();
  for (const [speed, played] of [
    ['1×', 500],
    ['1×', 480],
    ['4×', 160],
    ['16×', 32],
  ] as const) {
    await reader.getByRole('radio', { name: speed }).check();
    await reader.clock.runFor(played);
    ms += played * Number.parseInt(speed, 10);
    // Drawn with the last frame, which was a frame ago at most.
    const slack = FRAME_MS * Number.parseInt(speed, 10);
    const text = (await onScreen.textContent()) ?? '';
    const [least, most] = [textAt(answer, ms - 2 * slack), textAt(answer, ms)];
    expect(most.startsWith(text.trim()), `${speed}: ${text}`).toBe(true);
    expect(text.trim().length, `${speed} after ${ms} ms`).toBeGreaterThanOrEqual(least.trim().length);
    expect(Math.abs(Number(await scrubber.inputValue()) - ms)).toBeLessThanOrEqual(2 * slack + 100);
  }
  await reader.clock.runFor(5000);
  await expect(onScreen).toHaveText(answer.text);
  await expect(reader.getByRole('button', { name: 'Replay' })).toBeVisible();
  await reader.clock.resume();

  await reader.getByRole('link', { name: 'Ask this again', exact: true }).click();
  await expect(promptBox(reader)).toHaveValue(prompt);
  await expect(reader.getByRole('button', { name: 'Ask 3 models' })).toBeVisible();
  expect(reader.url()).not.toContain(encodeURIComponent(prompt));

  await page.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('button', { name: 'Restore' })).toBeVisible();
  const gone = await reader.goto(link);
  expect(gone?.status()).toBe(410);
  await expect(reader.getByRole('heading', { name: 'This comparison is no longer shared.' })).toBeVisible();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('button', { name: 'Revoke' })).toBeVisible();
  expect((await reader.goto(link))?.status()).toBe(200);
  // Nothing was asked but once, by its author.
  expect(await requestsWith(prompt)).toHaveLength(2);
  // The browser's own note of the 410.
  expect(heard.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
  await stranger.close();
});
