import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startOwnServer } from '../support/own-server';

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'abreast-listening-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An address of this machine under which others reach it; where it has none, a second one of its own. */
const OTHER_ADDRESS =
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.2';

function accepts(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, address);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

for (const [HOST, others] of [
  ['', false],
  ['0.0.0.0', true],
] as const) {
  test(`a server with HOST="${HOST}" is ${others ? '' : 'not '}reached from other machines, and says so`, async () => {
    const server = await startOwnServer({ DATA_DIR: folder, HOST });
    const port = Number(new URL(server.origin).port);
    expect(await accepts('127.0.0.1', port)).toBe(true);
    expect(await accepts(OTHER_ADDRESS, port)).toBe(others);
    expect(server.said()).toContain(
      others ? 'Abreast listens on 0.0.0.0: for everybody' : 'Abreast listens on 127.0.0.1: for this machine only',
    );
    await server.kill();
  });
}
