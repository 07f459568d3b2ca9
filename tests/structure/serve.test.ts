import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './source';

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'abreast-serve-'));
  cpSync(join(root, 'serve.mjs'), join(project, 'serve.mjs'));
  const next = join(project, 'node_modules/next/dist/bin');
  mkdirSync(next, { recursive: true });
  writeFileSync(join(project, 'node_modules/next/package.json'), '{"name":"next"}');
  writeFileSync(
    join(next, 'next'),
    `const { ABREAST_ADDRESS, ABREAST_COMMAND, PORT } = process.env;
    process.stdout.write('next ' + process.argv.slice(2).join(' ') + ' PORT=' + PORT + '\\n');
    if (ABREAST_COMMAND) process.stdout.write(ABREAST_COMMAND + '\\n');
    if (ABREAST_COMMAND) console.log('Ready');
    if (ABREAST_ADDRESS) process.stdout.write('listens on ' + ABREAST_ADDRESS);`,
  );
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Runs the script with a Next that only says what it was called with. */
function serve(args: string[], env: Record<string, string> = {}) {
  const own = { HOST: '', HOSTNAME: '', ABREAST_ADDRESS: '', PORT: '8080', ...env };
  const options = { cwd: project, env: { ...process.env, ...own }, encoding: 'utf8' } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['serve.mjs', ...args], options);
  return { lines: stdout.trim().split('\n'), stderr, status };
}

const ONLY_US = /^Abreast listens on \S+: for this machine only\. HOST=0\.0\.0\.0 opens it/;
const EVERYBODY = /^Abreast listens on \S+: for everybody who can reach that address\.$/;

describe('the server', () => {
  test.each([
    ['without HOST', {}],
    ['with a blank HOST', { HOST: '  ' }],
    ['with the name that a shell or a container gives itself', { HOSTNAME: '0.0.0.0' }],
  ])('listens on this machine alone, %s', (_, env) => {
    for (const command of ['start', 'dev']) {
      const { lines, status } = serve([command], env);
      expect(status).toBe(0);
      expect(lines[0]).toMatch(ONLY_US);
      expect(lines[1]).toBe(`next ${command} --hostname 127.0.0.1 PORT=8080`);
      // The app looks for engines only if nobody else reaches it.
      expect(lines[2]).toBe('listens on 127.0.0.1');
    }
  });

  test.each([
    ['0.0.0.0', EVERYBODY],
    ['127.0.0.1', ONLY_US],
    ['localhost', ONLY_US],
  ])('listens on %s where HOST says so, and says who can reach it', (host, said) => {
    const { lines } = serve(['start'], { HOST: host });
    expect(lines[0]).toMatch(said);
    expect(lines[1]).toBe(`next start --hostname ${host} PORT=8080`);
  });

  test('listens where its own arguments say', () => {
    for (const args of [
      ['-H', '0.0.0.0'],
      ['--hostname', '0.0.0.0'],
      ['--hostname=0.0.0.0', '-p', '1'],
    ]) {
      expect(serve(['start', ...args]).lines).toEqual([`next start ${args.join(' ')} PORT=8080`]);
    }
    expect(serve(['start', '-p', '1']).lines[1]).toBe('next start --hostname 127.0.0.1 -p 1 PORT=8080');
  });

  test('takes a blank PORT for none', () => {
    expect(serve(['start'], { PORT: ' ' }).lines[1]).toBe('next start --hostname 127.0.0.1 PORT=undefined');
  });

  test.each(['203.0.113.7', '[::1]', 'http://127.0.0.1', '127.0.0.1:3000'])(
    'ends with a sentence where HOST is %s',
    (host) => {
      const { lines, stderr, status } = serve(['start'], { HOST: host });
      expect({ lines, status }).toEqual({ lines: [''], status: 1 });
      expect(stderr).toBe(
        'Abreast cannot start. HOST must be an address of this machine, such as 127.0.0.1 or 0.0.0.0.\n',
      );
    },
  );

  test('executes a command on a port of its own, and says nothing of where it listens', () => {
    mkdirSync(join(project, '.next'));
    writeFileSync(join(project, '.next/BUILD_ID'), '');
    const { lines, status } = serve(['takedown', '--undo', 'a slug'], { HOST: '0.0.0.0' });
    rmSync(join(project, '.next'), { recursive: true });
    expect(status).toBe(0);
    const [name, port] = lines[0]?.split(' PORT=') ?? [];
    expect(name).toBe('next start --hostname 127.0.0.1');
    expect(['', '0', '8080']).not.toContain(port);
    expect(lines.slice(1)).toEqual(['["takedown","--undo","a slug"]']);
  });

  test('executes a command of a standalone build by its own start', () => {
    mkdirSync(join(project, '.next'));
    writeFileSync(join(project, '.next/BUILD_ID'), '');
    writeFileSync(join(project, 'server.js'), `process.stdout.write('standalone ' + process.env.HOSTNAME)`);
    const { lines, status } = serve(['takedown']);
    rmSync(join(project, '.next'), { recursive: true });
    rmSync(join(project, 'server.js'));
    expect({ lines, status }).toEqual({ lines: ['standalone 127.0.0.1'], status: 0 });
  });

  test('ends a command with a sentence where nothing is built', () => {
    const { lines, stderr, status } = serve(['takedown']);
    expect({ lines, status }).toEqual({ lines: [''], status: 1 });
    expect(stderr).toBe('There is no build to run this command with. `npm run build` makes one.\n');
  });

  test('is what npm start and npm run dev start', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(scripts).toMatchObject({ start: 'node serve.mjs start', dev: 'node serve.mjs dev' });
    for (const command of ['takedown', 'spent', 'check']) expect(scripts[command]).toBe(`node serve.mjs ${command}`);
  });
});
