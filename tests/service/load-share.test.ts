import { expect, test } from 'vitest';
import { loadShare } from '@/lib/service/load-share';
import { askBody, makeLink, readToEnd } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();

test('a link tells the age of the runs that it shows, and of no turn that is asked later', async () => {
  const app = newApp();
  const first = await askBody(app, { prompt: 'Why?', models: ['test/words-3', 'test/hangs'] });
  const { comparison } = first;
  const slug = await makeLink(app, comparison);
  const agesOf = async () => Object.keys((await loadShare(app, slug)).elapsed);
  expect(await agesOf()).toEqual([first.id]);
  first.stop();
  await readToEnd(app, first);

  const later = await askBody(app, { comparison, prompt: 'And?' });
  expect(await agesOf()).not.toContain(later.id);
  expect(JSON.stringify(await loadShare(app, slug))).not.toContain(later.id);
  later.stop();
  await readToEnd(app, later);
});
