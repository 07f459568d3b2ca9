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
