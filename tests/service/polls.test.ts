import { beforeEach, describe, expect, test } from 'vitest';
import { cardOf } from '@/lib/comparison/card';
import { EXPORT_FORMATS, exportFile } from '@/lib/comparison/export-file';
import { ballotRequestSchema } from '@/lib/protocol/ballot-request';
import { readFields } from '@/lib/protocol/read-fields';
import type { PollChange } from '@/lib/protocol/share-request';
import type { App } from '@/lib/service/app';
import { castBallot } from '@/lib/service/ballots';
import { changeComparison } from '@/lib/service/change-comparison';
import { loadShare } from '@/lib/service/load-share';
import { prefillFromLink } from '@/lib/service/prefill';
import { readSharedRun } from '@/lib/service/read-run';
import { changeShare, ownShares, shareComparison } from '@/lib/service/share-comparison';
import { vote } from '@/lib/service/vote';
import { FakeClock } from '../support/fake-clock';
import { askBody, SESSION } from '../support/test-app';
import { testApps } from '../support/test-apps';

const MODELS = ['test/words-3', 'test/words-4', 'test/words-5'];
const VOTERS = ['the first', 'the second', 'the third'].map((visitor) => ({ visitor, key: null }));
const [FIRST, SECOND, THIRD] = VOTERS as [(typeof VOTERS)[0], (typeof VOTERS)[0], (typeof VOTERS)[0]];

const newApp = testApps();
let app: App;
let clock: FakeClock;
beforeEach(() => {
  app = newApp();
});

async function polled(models = MODELS, poll?: PollChange | null) {
  const live = await askBody(app, { prompt: 'Why?', models, blind: true });
  await live.settled;
  await expect.poll(() => app.unsaved.size).toBe(0);
  // Links are made where something is kept.
  Object.defineProperty(app.persistence, 'kind', { value: 'sqlite' });
  const { share, made } = await shareComparison(app, SESSION, live.comparison, poll === undefined ? {} : { poll });
  expect(made).toBe(true);
  return { id: live.comparison, run: live.id, slug: share.slug, share };
}

const isNamed = async (slug: string, reader?: (typeof VOTERS)[0]) =>
  JSON.stringify(await loadShare(app, slug, reader)).includes('words-');

const refusedAs = (code: string) => ({ problem: { code } });
const voteFor = (slug: string, voter: (typeof VOTERS)[0], body: unknown) => {
  const read = readFields(ballotRequestSchema, body);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return vote(app, voter, slug, 1, read.fields);
};

describe('a link to a comparison whose names are hidden', () => {
  test('is a poll, and shows letters in record, state, wire, exports and card', async () => {
    const { slug, run } = await polled();
    const { record, state } = await loadShare(app, slug, FIRST);
    expect(record).toMatchObject({ id: slug, blind: true, revealed: false, lineUp: null });
    expect(record.poll).toEqual({ open: true, closesAt: null, names: 'voters', voted: false });
    expect(record.turns[0]).toMatchObject({ ballot: null, runs: [{ lanes: [{ model: 'A' }, { name: 'B' }, {}] }] });
    const characters = new Set(Array.from({ length: 128 }, (_, code) => code));
    const texts = [
      JSON.stringify({ record, state }),
      await new Response(await readSharedRun(app, slug, run, { sequence: 0 }, FIRST)).text(),
      JSON.stringify(cardOf({ record, state, elapsed: {} }, characters)),
      ...EXPORT_FORMATS.map((format) => exportFile(record, state, format).text),
    ];
    for (const text of texts) expect(text).not.toMatch(/words-|test\/|"usdPerMillion":\{|"(at|endedAt)":[1-9]/);
    expect(cardOf({ record, state, elapsed: {} }, characters).sum).toBeNull();
    const prefilled = await prefillFromLink(app, FIRST, slug);
    expect(prefilled).toMatchObject({ prompt: 'Why?', notice: expect.stringContaining('hides') });
    expect(JSON.stringify(prefilled.lanes)).not.toContain('words-');
  });

  test('takes one ballot of each visitor, and shows the names to that one alone', async () => {
    const { slug, id } = await polled();
    const { record } = await voteFor(slug, FIRST, { best: ['A'] });
    expect(record.turns[0]?.ballot).toMatchObject({ verdict: 'best', best: ['A'], blind: true, judged: { A: 1 } });
    expect(await isNamed(slug, FIRST)).toBe(true);
    for (const reader of [SECOND, THIRD, SESSION, undefined]) expect(await isNamed(slug, reader)).toBe(false);
    await voteFor(slug, SECOND, { best: ['A', 'B'] });
    await voteFor(slug, THIRD, { verdict: 'equal' });
    for (const voter of VOTERS) {
      await expect(voteFor(slug, voter, { best: ['C'] })).rejects.toMatchObject(refusedAs('already-voted'));
    }
    const [share] = await ownShares(app, SESSION, id);
    expect(share?.counts).toMatchObject({ ballots: 3, best: { A: 2, B: 1, C: 0 }, equal: 1, bad: 0 });
  });

  test('counts one of the ballots that a visitor sends at the same moment', async () => {
    const { slug, id } = await polled();
    const sent = await Promise.allSettled(
      (['A', 'B', 'C', 'A', 'B'] as const).map((lane) => voteFor(slug, FIRST, { best: [lane] })),
    );
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await ownShares(app, SESSION, id))[0]?.counts?.ballots).toBe(1);
  });

  test('stays a poll for its readers when the author asks for the names', async () => {
    const { slug, id, run } = await polled();
    await changeComparison(app, SESSION, id, { revealed: true });
    expect(await isNamed(slug, FIRST)).toBe(false);
    expect(await new Response(await readSharedRun(app, slug, run, { sequence: 0 }, FIRST)).text()).not.toContain(
      'words-',
    );
    await voteFor(slug, FIRST, { best: ['B'] });
    expect(await isNamed(slug, FIRST)).toBe(true);
    const named = await readSharedRun(app, slug, run, { sequence: 2, blind: true }, FIRST);
    expect(await new Response(named).text()).toMatch(/id: 1\ndata: .*words-/);
  });

  test('is closed by hand, and opened again', async () => {
    const { slug, id } = await polled();
    const closed = await changeShare(app, SESSION, id, { slug, poll: { open: false } });
    expect(closed.poll).toMatchObject({ open: false });
    expect((await loadShare(app, slug, FIRST)).record.poll?.open).toBe(false);
    await expect(voteFor(slug, FIRST, { best: ['A'] })).rejects.toMatchObject(refusedAs('poll-closed'));
    expect(await isNamed(slug, FIRST)).toBe(false);
    await changeShare(app, SESSION, id, { slug, poll: { open: true } });
    await voteFor(slug, FIRST, { best: ['A'] });
  });

  test('closes by itself at its time', async () => {
    clock = new FakeClock();
    app = newApp(undefined, clock);
    const closesAt = new Date(clock.date().getTime() + 3_600_000).toISOString();
    const { slug } = await polled(MODELS, { closesAt });
    await voteFor(slug, FIRST, { best: ['A'] });
    await clock.advance(3_600_000);
    expect((await loadShare(app, slug, SECOND)).record.poll).toEqual({
      open: false,
      closesAt,
      names: 'voters',
      voted: false,
    });
    await expect(voteFor(slug, SECOND, { best: ['A'] })).rejects.toMatchObject(refusedAs('poll-closed'));
    expect([await isNamed(slug, FIRST), await isNamed(slug, SECOND)]).toEqual([true, false]);
  });

  test('shows the names to all once the author opens it, and takes no ballot from then on', async () => {
    const { slug, id } = await polled();
    await changeShare(app, SESSION, id, { slug, poll: { names: 'all' } });
    // Who shows the names to everybody has seen them: their ballot would not be blind.
    expect(await app.persistence.findComparison(id)).toMatchObject({ revealed: true });
    expect(await isNamed(slug)).toBe(true);
    await expect(voteFor(slug, FIRST, { best: ['A'] })).rejects.toMatchObject(refusedAs('poll-closed'));
    await expect(changeShare(app, SESSION, id, { slug, poll: { names: 'voters' } })).rejects.toMatchObject(
      refusedAs('invalid'),
    );
  });

  test('that has shown its names to all never takes blind ballots again', async () => {
    const { slug, id } = await polled();
    await changeShare(app, SESSION, id, { slug, poll: { names: 'all' } });
    await changeShare(app, SESSION, id, { slug, poll: null });
    await expect(changeShare(app, SESSION, id, { slug, poll: {} })).rejects.toMatchObject(refusedAs('invalid'));
  });

  test('counts the author’s choice as their own and as no vote', async () => {
    const { slug, id } = await polled();
    const { record } = await voteFor(slug, SESSION, { best: ['A'] });
    expect(record.turns[0]?.ballot).toMatchObject({ best: ['A'], blind: true });
    expect((await ownShares(app, SESSION, id))[0]?.counts?.ballots).toBe(0);
    expect((await app.persistence.findComparison(id))?.revealed).toBe(true);
    expect(await isNamed(slug, FIRST)).toBe(false);
  });

  test('takes no ballot without a cookie, on lanes that have no answer, or in another turn', async () => {
    const { slug } = await polled(['test/words-3', 'test/words-4', 'test/status-402']);
    const newcomer = { ...FIRST, isNew: true };
    await expect(voteFor(slug, newcomer, { best: ['A'] })).rejects.toMatchObject(refusedAs('cookie-needed'));
    const nobody = { visitor: null as unknown as string, key: null };
    await expect(voteFor(slug, nobody, { best: ['A'] })).rejects.toMatchObject(refusedAs('cookie-needed'));
    const { record, state } = await loadShare(app, slug);
    const failed = Object.values(state.turns[0]?.answers ?? {})
      .flat()
      .find(({ phase }) => phase === 'failed')?.lane;
    await expect(voteFor(slug, FIRST, { best: [failed] })).rejects.toMatchObject(refusedAs('invalid'));
    await expect(vote(app, FIRST, slug, 2, { best: ['A'] })).rejects.toMatchObject(refusedAs('not-found'));
    expect(record.turns).toHaveLength(1);
  });

  test('limits the ballots of an address, whatever its cookies', async () => {
    app = newApp(undefined, undefined, undefined, {
      limits: { comparisonsPerMinute: 2, runsAtOnce: 0, proxyHops: 1, onVercel: false },
    });
    const { slug } = await polled();
    const from = (voter: (typeof VOTERS)[0]) => ({ ...voter, address: '192.0.2.1' });
    await voteFor(slug, from(FIRST), { best: ['A'] });
    await voteFor(slug, from(SECOND), { best: ['A'] });
    await expect(voteFor(slug, from(THIRD), { best: ['A'] })).rejects.toMatchObject(refusedAs('too-many-requests'));
  });
});

describe('a link that is no poll', () => {
  test('shows letters as long as its author knows no names', async () => {
    const { slug, id, share } = await polled(MODELS, null);
    expect(share.poll).toBeNull();
    expect(await isNamed(slug, FIRST)).toBe(false);
    await expect(voteFor(slug, FIRST, { best: ['A'] })).rejects.toMatchObject(refusedAs('not-found'));
    await castBallot(app, SESSION, id, 1, { best: ['A'] });
    expect(await isNamed(slug, FIRST)).toBe(true);
    await expect(changeShare(app, SESSION, id, { slug, poll: {} })).rejects.toMatchObject(refusedAs('invalid'));
  });

  test('is made beside the poll once the names are known, with the author’s ballots if they like', async () => {
    const { id, slug } = await polled();
    await castBallot(app, SESSION, id, 1, { best: ['B'] });
    const { share, made } = await shareComparison(app, SESSION, id, { withBallots: true });
    expect([made, share.poll, share.slug === slug]).toEqual([true, null, false]);
    expect((await loadShare(app, share.slug, FIRST)).record.turns[0]?.ballot).toMatchObject({ best: ['B'] });
    await changeShare(app, SESSION, id, { slug: share.slug, withBallots: false });
    expect((await loadShare(app, share.slug, FIRST)).record.turns[0]?.ballot).toBeNull();
    expect(await isNamed(slug, FIRST)).toBe(false);
  });

  test('of a comparison with names cannot become a poll', async () => {
    const live = await askBody(app, { prompt: 'Why?', models: MODELS });
    await live.settled;
    await expect.poll(() => app.unsaved.size).toBe(0);
    Object.defineProperty(app.persistence, 'kind', { value: 'sqlite' });
    await expect(shareComparison(app, SESSION, live.comparison, { poll: {} })).rejects.toMatchObject(
      refusedAs('invalid'),
    );
    const { share } = await shareComparison(app, SESSION, live.comparison, {});
    const { slug } = share;
    await expect(changeShare(app, SESSION, live.comparison, { slug, poll: {} })).rejects.toMatchObject(
      refusedAs('invalid'),
    );
  });
});
