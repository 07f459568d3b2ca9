import { expect, test } from 'playwright/test';
import { markedPrompt } from '../support/marked-prompt';
import type { Frame, Reading } from '../support/reading';
import { ask, readEvents, stop } from '../support/run-requests';

const DROPS = 50;

test('a reader that drops and resumes fifty times has in the end exactly what one has that never dropped', async () => {
  const models = [
    'test/words-2000-every-5ms',
    'test/words-20-every-60ms',
    'test/thinks-10-every-50ms.words-10-every-50ms',
  ];
  const steady = await ask({ prompt: markedPrompt(), models });
  const { run } = await steady.until('run');

  const frames: Frame[] = [];
  let resumed = 0;
  for (let over = false; !over; ) {
    const last = frames.at(-1)?.sequence ?? 0;
    const reading = await readEvents(run, '', { 'last-event-id': String(last) });
    over = await readSome(reading, resumed < DROPS);
    frames.push(...reading.frames);
    if (!over) resumed += 1;
    // Ten seconds of words are enough for any machine; nobody has to wait for them all.
    if (resumed === DROPS && !over) await stop(run);
  }

  await steady.toEnd();
  expect(resumed).toBe(DROPS);
  expect(frames.map(({ raw }) => raw)).toEqual(steady.raw);
});

/** Reads one event more and hangs up, or all that is left. @returns whether the run's end has come. */
async function readSome(reading: Reading, drops: boolean): Promise<boolean> {
  if (drops) {
    await reading.some();
    reading.drop();
  } else await reading.toEnd();
  return reading.events.at(-1)?.type === 'end';
}
