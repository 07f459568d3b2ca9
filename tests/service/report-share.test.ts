import { expect, test } from 'vitest';
import { MOST_REPORTS } from '@/lib/persistence/reports';
import { reportShare } from '@/lib/service/report-share';
import { askBody, makeLink, readToEnd } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();

test('a report of a link is stored, and the log says so without its reason', async () => {
  const lines: string[] = [];
  const app = { ...newApp(), writeLine: (line: string) => lines.push(line) };
  const run = await askBody(app, { prompt: 'Why?', models: ['test/words-3'] });
  await readToEnd(app, run);
  const slug = await makeLink(app, run.comparison);
  await reportShare(app, slug, { reason: 'It names my neighbour.' });
  expect(await app.persistence.listReports()).toMatchObject([{ slug, reason: 'It names my neighbour.' }]);
  expect(lines.filter((line) => line.includes('report')).map((line) => JSON.parse(line))).toEqual([
    { event: 'report', slug },
  ]);
});

test('reports that are not stored write nothing to the log either', async () => {
  const lines: string[] = [];
  const app = { ...newApp(), writeLine: (line: string) => lines.push(line) };
  const run = await askBody(app, { prompt: 'Why?', models: ['test/words-3'] });
  await readToEnd(app, run);
  const slug = await makeLink(app, run.comparison);
  for (let count = 0; count < MOST_REPORTS + 5; count += 1) await reportShare(app, slug, { reason: 'spam' });
  expect(lines.filter((line) => line.includes('report'))).toHaveLength(MOST_REPORTS);
});

test('a link that does not work cannot be reported', async () => {
  const app = newApp();
  const run = await askBody(app, { prompt: 'Why?', models: ['test/words-3'] });
  await readToEnd(app, run);
  const slug = await makeLink(app, run.comparison);
  await app.persistence.revokeShare(slug);
  const report = { reason: 'spam' };
  await expect(reportShare(app, slug, report)).rejects.toMatchObject({ problem: { code: 'revoked' } });
  await expect(reportShare(app, 'unknown', report)).rejects.toMatchObject({ problem: { code: 'not-found' } });
  expect(await app.persistence.listReports()).toEqual([]);
});
