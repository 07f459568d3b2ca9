import { expect, test } from 'playwright/test';
import type { LogEntry } from '@/lib/protocol/run-event';
import { APP_ORIGIN } from '../support/app';
import { change } from '../support/history';
import { markedPrompt } from '../support/marked-prompt';
import { openReading } from '../support/reading';
import { ask, retry, stop } from '../support/run-requests';
import { send } from '../support/send';
import { linksOf, readLink, revoke, share } from '../support/sharing';

const NOBODY = { cookie: '' };

function spectate(slug: string, run: string) {
  return openReading({ path: `/s/${slug}/runs/${run}/events`, headers: NOBODY });
}

/** The lanes that have an event in a reading. */
function lanesIn(frames: readonly LogEntry[]): string[] {
  return [...new Set(frames.flatMap(({ event }) => ('lane' in event ? [event.lane] : [])))].sort();
}

test.describe('a link', () => {
  test('shows the comparison as it was when the link was made, and a later turn only by another link', async () => {
    const prompt = markedPrompt();
    const first = await (await ask({ prompt, models: ['test/words-3', 'test/status-402'] })).toEnd();
    const { comparison } = await first.until('run');
    const early = await share(comparison);
    expect(early.url).toBe(`${APP_ORIGIN}/s/${early.slug}`);
    expect(early.slug).toMatch(/^[\w-]{22}$/);
    const before = await readLink(early.slug);
    expect(before.content.comparison).toMatchObject({
      id: early.slug,
      turns: [{ content: [{ type: 'text', text: prompt }] }],
    });
    expect(before.content.turns[0].answers).toMatchObject({
      A: [{ text: 'w1 w2 w3', phase: 'done' }],
      B: [{ phase: 'failed', failure: { code: 'out-of-credit' } }],
    });
    expect(JSON.stringify(before.content)).not.toContain(comparison);

    const later = markedPrompt();
    await (await ask({ comparison, prompt: later })).toEnd();
    await change(comparison, { title: 'Renamed since' });
    expect(await readLink(early.slug)).toEqual(before);

    const late = await share(comparison);
    expect(late.slug).not.toBe(early.slug);
    expect((await readLink(late.slug)).content.comparison).toMatchObject({
      title: 'Renamed since',
      turns: [{ content: [{ text: prompt }] }, { content: [{ text: later }] }],
    });
    expect(await share(comparison)).toEqual(late);
    expect((await linksOf(comparison)).map(({ slug, turns, current }) => [slug, turns, current])).toEqual([
      [late.slug, 2, true],
      [early.slug, 1, false],
    ]);
  });

  test('with a broken escape in it is a bad address, not a fault of the server', async () => {
    for (const path of ['/s/%', '/s/%C0%AF', '/c/%zz']) {
      const answered = await send({ path, headers: NOBODY });
      expect([path, answered.status]).toEqual([path, 400]);
      expect(answered.text).toContain('broken escape');
    }
    expect((await send({ path: '/s/%E2%82%AC', headers: NOBODY })).status).toBe(404);
  });

  test('keeps its slug when it is revoked and restored, and is made anew when it is shared again meanwhile', async () => {
    const reading = await (await ask({ prompt: markedPrompt(), models: ['test/words-3'] })).toEnd();
    const { comparison, run } = await reading.until('run');
    const link = await share(comparison);
    expect((await spectate(link.slug, run)).status).toBe(200);

    await revoke(comparison, link.slug);
    for (const path of [`/s/${link.slug}`, `/s/${link.slug}/export`, `/s/${link.slug}/runs/${run}/events`]) {
      const answered = await send({ path, headers: NOBODY });
      expect([path, answered.status]).toEqual([path, 410]);
      expect(answered.text).toContain('revoked');
      expect(answered.text).not.toContain('w1');
    }
    const other = await share(comparison);
    expect(other.slug).not.toBe(link.slug);
    expect((await readLink(link.slug)).status).toBe(410);

    expect(await share(comparison, { slug: link.slug })).toMatchObject({ slug: link.slug, revokedAt: null });
    expect((await readLink(link.slug)).status).toBe(200);
    await revoke(comparison);
    expect((await linksOf(comparison)).map(({ revokedAt }) => revokedAt === null)).toEqual([false, false]);
  });

  test('shows nothing of a comparison that is deleted, and works again when that is undone', async () => {
    const reading = await (await ask({ prompt: markedPrompt(), models: ['test/words-3'] })).toEnd();
    const { comparison } = await reading.until('run');
    const { slug } = await share(comparison);
    expect(await send({ method: 'DELETE', path: `/api/comparisons/${comparison}` })).toMatchObject({ status: 204 });
    expect((await readLink(slug)).status).toBe(410);
    expect(await send({ path: `/api/comparisons/${comparison}` })).toMatchObject({ status: 404 });
    await change(comparison, { deleted: false });
    expect((await readLink(slug)).status).toBe(200);
  });

  test('tells search engines nothing until its author says otherwise', async () => {
    const reading = await (await ask({ prompt: markedPrompt(), models: ['test/words-3'] })).toEnd();
    const { comparison } = await reading.until('run');
    const { slug, indexed } = await share(comparison);
    const page = async () => (await send({ path: `/s/${slug}`, headers: NOBODY })).text;
    expect(indexed).toBe(false);
    expect(await page()).toContain('<meta name="robots" content="noindex');
    expect(await share(comparison, { slug, indexed: true })).toMatchObject({ slug, indexed: true });
    expect(await page()).not.toContain('noindex');
  });
});

test.describe('a run that is shared while it runs', () => {
  test('streams to spectators what its author gets, byte for byte but for the comparison’s id, and nobody but the author stops it', async () => {
    const models = ['test/words-60-every-50ms', 'test/words-3'];
    const own = await ask({ prompt: markedPrompt(), models });
    const { comparison, run } = await own.until('run');
    const { slug } = await share(comparison);
    const spectator = await spectate(slug, run);
    await spectator.until('chunk');
    expect(spectator.events.some(({ type }) => type === 'end')).toBe(false);
    for (const path of [`/api/runs/${run}`, `/api/runs/${run}/lanes/A`]) {
      expect(await send({ method: 'DELETE', path, headers: NOBODY })).toMatchObject({ status: 404 });
    }
    await Promise.all([own.toEnd(), spectator.toEnd()]);
    expect(spectator.raw).toEqual(own.raw.map((frame) => frame.replace(comparison, slug)));
    expect((await readLink(slug)).content.turns[0].answers).toMatchObject({
      A: [{ phase: 'done' }],
      B: [{ phase: 'done' }],
    });
  });

  test('shows no attempt but the one that was on view', async () => {
    const models = ['test/hangs', 'test/words-3.next.says-code'];
    const own = await ask({ prompt: markedPrompt(), models });
    const { comparison, run } = await own.until('run');
    await own.until('done', ({ lane }) => lane === 'B');
    const again = await (await retry(run, 'B')).toEnd();
    const second = await again.until('run');
    const { slug } = await share(comparison);

    const [first, other] = [await spectate(slug, run), await (await spectate(slug, second.run)).toEnd()];
    await stop(run);
    await Promise.all([own.toEnd(), first.toEnd()]);
    expect(lanesIn(first.frames)).toEqual(['A']);
    expect(other.raw).toEqual(again.raw.map((frame) => frame.replace(comparison, slug)));
    expect(first.raw.join()).not.toContain(comparison);
    const { answers } = (await readLink(slug)).content.turns[0];
    expect(answers.B).toMatchObject([{ attempt: 2, text: again.textOf('B') }]);

    await change(comparison, { selected: { turn: 1, lane: 'B', attempt: 1 } });
    const earlier = await share(comparison);
    expect((await readLink(earlier.slug)).content.turns[0].answers.B).toMatchObject([{ attempt: 1, text: 'w1 w2 w3' }]);
    expect(await send({ path: `/s/${earlier.slug}/runs/${second.run}/events`, headers: NOBODY })).toMatchObject({
      status: 404,
    });
  });

  test('ends for spectators when the link is revoked, and goes on for its author', async () => {
    const own = await ask({ prompt: markedPrompt(), models: ['test/hangs'] });
    const { comparison, run } = await own.until('run');
    const { slug } = await share(comparison);
    const spectator = await spectate(slug, run);
    await spectator.until('start');
    await revoke(comparison, slug);
    await spectator.toEnd();
    expect(spectator.events.some(({ type }) => type === 'end')).toBe(false);
    expect(own.over).toBe(false);
    await stop(run);
    expect((await own.toEnd()).ends).toMatchObject([{ reason: 'stopped' }]);
  });
});
