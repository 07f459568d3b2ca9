// `npm start` and `npm run dev`: Next, which by itself listens on every network that this machine is in. Here only this
// machine reaches it, unless HOST names another address to listen on. Where: `PORT`, 3000 without.
// Any other name is a command of the app (lib/service/commands): it is executed instead of serving.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { createServer, isIP } from 'node:net';
import { fileURLToPath } from 'node:url';

const FOR_US = 'for this machine only. HOST=0.0.0.0 opens it to everybody who can reach this machine.';
const FOR_ALL = 'for everybody who can reach that address.';
const BAD_HOST = 'Abreast cannot start. HOST must be an address of this machine, such as 127.0.0.1 or 0.0.0.0.';
const NOT_BUILT = 'There is no build to run this command with. `npm run build` makes one.';

// As everywhere, a blank value counts as absent; Next would refuse it.
if (process.env.PORT?.trim() === '') delete process.env.PORT;

const [command = 'start', ...rest] = process.argv.slice(2);
if (command === 'start' || command === 'dev') await serve();
else await execute();

async function serve() {
  const chosen = rest.some((arg) => /^(-H|--hostname\b)/.test(arg));
  const host = process.env.HOST?.trim() || '127.0.0.1';
  if (!chosen) {
    if (!(await freePort(host))) endWith(BAD_HOST);
    // Nothing else in the process knows it before the first connection.
    process.env.ABREAST_ADDRESS = host;
    process.stdout.write(`Abreast listens on ${host}: ${isLoopback(host) ? FOR_US : FOR_ALL}\n`);
  }
  endWithNpm();
  keepCompiledCode();
  await next(command, ...(chosen ? [] : ['--hostname', host]), ...rest);
}

/**
 * The next start reads what this one has compiled, and is at its first page in half the time. It belongs to the build, which
 * removes it. Node 20 cannot, and where the folder cannot be written nothing is kept.
 */
function keepCompiledCode() {
  module.enableCompileCache?.(fileURLToPath(new URL('.next/compiled', import.meta.url)));
}

/** The app reads the command when it starts, and ends the process before a request can come. */
async function execute() {
  if (!existsSync(new URL('.next/BUILD_ID', import.meta.url))) endWith(NOT_BUILT);
  process.env.ABREAST_COMMAND = JSON.stringify([command, ...rest]);
  // A server may have the usual port at the same time, and a standalone build takes 0 for the usual port.
  process.env.PORT = String(await freePort('127.0.0.1'));
  // Next says where it listens. Only the command's own text belongs on the standard output.
  console.log = () => {};
  const standalone = new URL('server.js', import.meta.url);
  if (!existsSync(standalone)) return next('start', '--hostname', '127.0.0.1');
  process.env.HOSTNAME = '127.0.0.1';
  await import(standalone);
}

async function next(...args) {
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...args);
  await import('next/dist/bin/next');
}

function endWith(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** npm hands a signal only to the shell that it has started, which ends and tells nobody: its end is the signal here. */
function endWithNpm() {
  const shell = process.ppid;
  // Another script may start the server and leave it.
  if (!['start', 'dev'].includes(process.env.npm_lifecycle_event ?? '')) return;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  timer.unref();
}

/** @returns null for an address where nothing can listen: Next would answer it with a stack. */
async function freePort(address) {
  const server = createServer().listen({ host: address, port: 0 });
  try {
    await once(server, 'listening');
    return server.address().port;
  } catch {
    return null;
  } finally {
    server.close();
  }
}

function isLoopback(address) {
  return address === 'localhost' || address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}
