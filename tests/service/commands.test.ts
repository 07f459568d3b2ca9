import { beforeEach, describe, expect, test } from 'vitest';
import type { App } from '@/lib/service/app';
import { runCommand } from '@/lib/service/commands/commands';
import { findShared, loadShare } from '@/lib/service/load-share';
import { reportShare } from '@/lib/service/report-share';
import { ownShares, shareComparison } from '@/lib/service/share-comparison';
import { askBody, makeLink, readToEnd, SESSION } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();
let app: App;
let comparison: string;
let slug: string;
beforeEach(async () => {
  app = newApp();
  const run = await askBody(app, { prompt: 'Why?', models: ['test/words-3'] });
  await readToEnd(app, run);
  comparison = run.comparison;
  slug = await makeLink(app, comparison);
});

describe('takedown', () => {
  test('takes a link down for every reader, until it is undone', async () => {
    expect(await runCommand(app, ['takedown', slug])).toContain(`/s/${slug} is taken down`);
    const ended = { problem: { status: 410, code: 'taken-down', detail: expect.stringContaining('by the owner') } };
    await expect(loadShare(app, slug)).rejects.toMatchObject(ended);
    await expect(findShared(app, slug)).rejects.toMatchObject(ended);
    await expect(reportShare(app, slug, { reason: 'late' })).rejects.toMatchObject(ended);
    expect(await runCommand(app, ['takedown', '--undo', `https://abreast.test/s/${slug}`])).toContain('works again');
    expect((await loadShare(app, slug)).record.id).toBe(slug);
  });

  test('leaves its author no way to restore the link, or to make another', async () => {
    // Sharing needs a database that is kept.
    const kept: App = { ...app, persistence: Object.assign(Object.create(app.persistence), { kind: 'sqlite' }) };
    const other = await makeLink(app, comparison);
    await app.persistence.revokeShare(other);
    await runCommand(app, ['takedown', slug]);
    const refused = { problem: { status: 410, code: 'taken-down' } };
    for (const request of [{}, { slug }, { slug: other }, { slug, indexed: true }]) {
      await expect(shareComparison(kept, SESSION, comparison, request)).rejects.toMatchObject(refused);
    }
    const shares = await ownShares(app, SESSION, comparison);
    expect(shares.find((share) => share.slug === slug)?.takenDownAt).not.toBeNull();
    await runCommand(app, ['takedown', '--undo', slug]);
    expect((await shareComparison(kept, SESSION, comparison, {})).share.slug).toBe(slug);
  });

  test('lists the reported links with what readers wrote, harmless for a terminal', async () => {
    expect(await runCommand(app, ['takedown'])).toBe('No link has been reported.');
    const quiet = await makeLink(app, comparison);
    await reportShare(app, slug, { reason: 'It names\nmy neighbour.' });
    await reportShare(app, slug, { reason: '\u001b[2J\u009b2J\u202espam' });
    const lines = (await runCommand(app, ['takedown'])).split('\n');
    expect(lines[0]).toBe(`/s/${slug} (works)`);
    expect(lines[1]).toMatch(/^ {2}\d{4}-\d\d-\d\dT\S+ {2}It names my neighbour\.$/);
    expect(lines[2]).toMatch(/ {2}\[2J 2J spam$/);
    expect(lines.join()).not.toContain(quiet);
    await runCommand(app, ['takedown', slug]);
    expect(await runCommand(app, ['takedown'])).toMatch(/^\/s\/\S+ \(taken down \d{4}-/);
  });

  test('says what is wrong with its arguments', async () => {
    await expect(runCommand(app, ['takedown', 'unknown'])).rejects.toThrow('There is no link with the slug unknown.');
    await expect(runCommand(app, ['takedown', '--undo'])).rejects.toThrow('Say which link');
    await expect(runCommand(app, ['takedown', slug, 'b'])).rejects.toThrow('one link at a time');
  });
});

test('an unknown command lists the commands', async () => {
  await expect(runCommand(app, ['toString'])).rejects.toThrow(/^There is no command “toString”.*takedown/s);
});

describe('spent', () => {
  const DAY = 20_000;
  const at = { run: 'r', lane: 'A', try: 1, model: 'v/model', payer: 'house', day: DAY, reserved: 2_000_000 } as const;
  const onThatDay = () => {
    const unused = newApp();
    app = { ...unused, clock: { ...unused.clock, date: () => new Date(DAY * 24 * 3_600_000 + 1) } };
  };

  test('lists what was spent by day, model and payer, and says where a cost is not known', async () => {
    onThatDay();
    await app.persistence.noteSpending([
      at,
      { ...at, try: 2 },
      { ...at, lane: 'B', payer: 'visitor', model: 'v/long-name', reserved: 0 },
      { ...at, lane: 'C', day: DAY - 1 },
      { ...at, lane: 'D', day: DAY - 31 },
    ]);
    await app.persistence.settleSpending(at, 1_500_000, []);
    await app.persistence.settleSpending({ run: 'r', lane: 'B', try: 1 }, 30, []);
    expect((await runCommand(app, ['spent'])).split('\n')).toEqual([
      'day (UTC)   paid by         model        calls         USD',
      '2024-10-04  house key       v/model          2  ≤ 3.500000',
      '2024-10-04  visitors’ keys  v/long-name      1    0.000030',
      '2024-10-03  house key       v/model          1  ≤ 2.000000',
      '',
      'The house key has spent 5.500000 USD in all.',
      '',
      expect.stringMatching(/^≤: some costs are not known/),
    ]);
    expect(await runCommand(app, ['spent', '1'])).not.toContain('2024-10-03');
  });

  test('says that nothing was spent, and refuses what is no number of days', async () => {
    onThatDay();
    expect(await runCommand(app, ['spent', '7'])).toBe('Nothing was spent in 7 days.');
    for (const args of [['0'], ['x'], ['1', '2'], ['1.5']]) {
      await expect(runCommand(app, ['spent', ...args])).rejects.toThrow('npm run spent -- 7');
    }
  });
});

describe('check', () => {
  test('says of each part whether it works, and of the house key what no page shows', async () => {
    app = newApp('test-key', undefined, undefined, { database: null });
    const text = await runCommand(app, ['check']);
    expect(text).toMatch(/^ok {10}key: /m);
    expect(text).toMatch(/^works, but {2}database: There is no database/m);
    expect(text).toMatch(/^The house key is sk-or-v1-sta...-in: 7.5 USD left.$/m);
    expect(text).not.toContain('test-key');
  });

  test('ends in an error when a part is broken', async () => {
    app = newApp('a rejected key');
    await expect(runCommand(app, ['check'])).rejects.toThrow(/^broken {6}key: /m);
  });
});
