import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'playwright/test';
import { STAND_IN_BASE_URL } from '@/tests/support/openrouter/address';
import { SESSION_SECRET } from '../support/app';
import { buildCommands, type Image, makeImage } from '../support/image';
import { type OwnServer, startOwnServer } from '../support/own-server';

const build = fileURLToPath(new URL('../../../.next/standalone/server.js', import.meta.url));
const BUILD_COMMAND = 'STANDALONE=1 npm run build';

let base: string;
let image: Image;
let server: OwnServer;
test.describe.configure({ timeout: 60_000 });
test.beforeAll(async () => {
  expect(existsSync(build), `${BUILD_COMMAND} makes what is tested here`).toBe(true);
  base = mkdtempSync(join(tmpdir(), 'abreast-image-'));
  image = makeImage(base);
  server = await startOwnServer(
    { HOSTNAME: '127.0.0.1', OPENROUTER_BASE_URL: STAND_IN_BASE_URL, SESSION_SECRET },
    { image },
  );
});
test.afterAll(async () => {
  await server?.kill();
  rmSync(base, { recursive: true, force: true });
});

/** Executes a command in the image, as `docker exec` does. */
async function execute([program = '', ...args]: string[]) {
  const env = { ...image.env, PORT: new URL(server.origin).port };
  const child = spawn(program, args, { cwd: image.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const status = new Promise<number | null>((settle) => child.once('close', settle));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await status, stdout, stderr };
}

function post(path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return server.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

test('what the Dockerfile copies runs in an empty folder: it asks, shares, draws cards, has commands, and ends', async () => {
  expect(buildCommands()).toContain(BUILD_COMMAND);
  const html = await (await server.fetch('/')).text();
  const [asset = ''] = /\/_next\/static\/[^"]+\.js/.exec(html) ?? [];
  const script = await server.fetch(asset);
  expect([script.status, script.headers.get('content-type')]).toEqual([200, expect.stringContaining('javascript')]);

  const events = await (await post('/api/compare', { prompt: 'Why?', models: ['demo/quick'] })).text();
  expect(events).toContain('"reason":"stop"');
  const [, comparison = ''] = /"comparison":"([\w-]+)"/.exec(events) ?? [];
  const { slug } = await (await post(`/api/comparisons/${comparison}/share`, {})).json();
  const card = await server.fetch(`/s/${slug}/opengraph-image`);
  const png = Buffer.from(await card.arrayBuffer());
  expect([card.status, png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
    200,
    'PNG',
    1200,
    630,
  ]);
  const { rows } = await (await server.fetch('/api/health?deep=1')).json();
  expect(rows[0]).toMatchObject({ id: 'database', state: 'ok' });
  expect(existsSync(join(base, 'data', 'abreast.db'))).toBe(true);

  expect(await execute(image.healthCheck)).toEqual({ status: 0, stdout: '', stderr: '' });
  const taken = await execute([process.execPath, 'serve.mjs', 'takedown', slug]);
  expect(taken).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('taken down') });
  expect((await server.fetch(`/s/${slug}`)).status).toBe(410);

  server.signal('SIGTERM');
  expect(await server.gone).toBe(143);
  expect((await execute(image.healthCheck)).status).toBe(1);
});
