import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { eventOf, framesOf } from '../support/frames';
import { type OwnServer, startOwnServer } from '../support/own-server';
import { takeDown } from '../support/take-down';

const JSON_TYPE = { 'content-type': 'application/json' };

let folder: string;
let server: OwnServer;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'abreast-takedown-'));
  server = await startOwnServer({ DATA_DIR: folder });
});
test.afterAll(async () => {
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Executes the command while the server runs, on the same database. */
function takedown(args: string[], env: Record<string, string> = {}) {
  return takeDown(args, { DATA_DIR: folder, PORT: new URL(server.origin).port, ...env });
}

async function sharedRun(): Promise<{ comparison: string; slug: string; run: string }> {
  const body = JSON.stringify({ prompt: 'Why?', models: ['demo/quick'] });
  const stream = await server.fetch('/api/compare', { method: 'POST', headers: JSON_TYPE, body });
  const event = framesOf(await stream.text())
    .map(eventOf)
    .find(({ type }) => type === 'run');
  if (event?.type !== 'run') throw new Error('a run has begun');
  const { comparison, run } = event;
  const path = `/api/comparisons/${comparison}/share`;
  const shared = await server.fetch(path, { method: 'POST', headers: JSON_TYPE, body: '{}' });
  const { slug } = (await shared.json()) as { slug: string };
  return { comparison, run, slug };
}

test('the owner takes a reported link down, and lets it work again, while the server runs', async () => {
  const { comparison, run, slug } = await sharedRun();
  const reason = 'It names my neighbour.';
  const report = { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ reason }) };
  expect((await server.fetch(`/s/${slug}/report`, report)).status).toBe(204);
  expect(server.said()).toContain(`{"event":"report","slug":"${slug}"}`);
  expect(server.said()).not.toContain(reason);

  const listed = await takedown([]);
  expect(listed).toMatchObject({ status: 0, stderr: '' });
  expect(listed.stdout).toMatch(new RegExp(`^/s/${slug} \\(works\\)\n {2}\\S+ {2}${reason}\n$`));

  expect(await takedown([slug])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\S+ is taken down/) });
  const paths = ['', '/export', `/runs/${run}/events`, '/opengraph-image', '/turns/1/lanes/A/1?part=text&after=0'].map(
    (rest) => `/s/${slug}${rest}`,
  );
  for (const path of paths) {
    const ended = await server.fetch(path);
    expect([path, ended.status]).toEqual([path, 410]);
    expect(await ended.text()).toContain('taken down by the owner of this server');
  }
  for (const body of [{}, { slug }]) {
    const share = { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) };
    const refused = await server.fetch(`/api/comparisons/${comparison}/share`, share);
    expect(refused.status).toBe(410);
    expect(await refused.json()).toMatchObject({ code: 'taken-down' });
  }

  expect(await takedown(['--undo', slug])).toMatchObject({ status: 0, stderr: '' });
  expect((await server.fetch(`/s/${slug}`)).status).toBe(200);
});

test('a command that cannot be done ends with a sentence and 1, and prints nothing else', async () => {
  expect(await takedown(['unknown'])).toEqual({
    status: 1,
    stdout: '',
    stderr: 'There is no link with the slug unknown.\n',
  });
  const wrong = await takedown([], { RETENTION_DAYS: 'soon' });
  expect(wrong).toMatchObject({ status: 1, stdout: '' });
  expect(wrong.stderr).toContain('RETENTION_DAYS must be a number of days');
});
