// `node --import tests/bench/child.mjs …`: a process that the bench starts listens on this machine alone, and ends with
// the bench, even when that was killed and could end nothing.
import { Server } from 'node:net';

const bench = process.ppid;
setInterval(() => {
  if (process.ppid !== bench) process.exit(1);
}, 500).unref();

const { listen } = Server.prototype;
/** Portkey's gateway takes no address and would listen on all of them. */
Server.prototype.listen = function listenLocally(...args) {
  const [port, ...rest] = args;
  if (!/^\d+$/.test(String(port))) return listen.apply(this, args);
  return listen.call(
    this,
    { port: Number(port), host: '127.0.0.1' },
    ...rest.filter((arg) => typeof arg === 'function'),
  );
};
