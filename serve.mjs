// `npm start` and `npm run dev`: Next, which by itself listens on every network that this machine is in. Here only this
// machine reaches it, unless HOST names another address to listen on. Where: `PORT`, 3000 without.
import { once } from 'node:events';
import { createServer, isIP } from 'node:net';

const FOR_US = 'for this machine only. HOST=0.0.0.0 opens it to everybody who can reach this machine.';
const FOR_ALL = 'for everybody who can reach that address.';
const BAD_HOST = 'Abreast cannot start. HOST must be an address of this machine, such as 127.0.0.1 or 0.0.0.0.';

// As everywhere, a blank value counts as absent; Next would refuse it.
if (process.env.PORT?.trim() === '') delete process.env.PORT;

const [command = 'start', ...rest] = process.argv.slice(2);
const chosen = rest.some((arg) => /^(-H|--hostname\b)/.test(arg));
const host = process.env.HOST?.trim() || '127.0.0.1';

if (!chosen) {
  if (!(await canListen(host))) {
    process.stderr.write(`${BAD_HOST}\n`);
    process.exit(1);
  }
  process.stdout.write(`Abreast listens on ${host}: ${isLoopback(host) ? FOR_US : FOR_ALL}\n`);
}

endWithNpm();

process.argv.splice(2, Number.POSITIVE_INFINITY, command, ...(chosen ? [] : ['--hostname', host]), ...rest);
await import('next/dist/bin/next');

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

/** Next would answer a wrong one with a stack. */
async function canListen(address) {
  const server = createServer().listen({ host: address, port: 0 });
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

function isLoopback(address) {
  return address === 'localhost' || address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}
