import { subscribe } from 'node:diagnostics_channel';
import { type IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { answerAtGate } from './answer-at-gate';
import { takeInUnread } from './take-in-unread';

const NOT_A_PROXY =
  'HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

const guarded = new WeakSet<Server>();

/**
 * From the next connection on, each request to an HTTP server of this process passes the gate before Next sees it. Next
 * has no place for this: its proxy and routes get a web Request, which cannot be made of every request that HTTP allows,
 * and from which the connection cannot be reached. It works the same under `next start` and in a standalone build.
 */
export function standBeforeNext(): void {
  subscribe('net.server.socket', (message) => {
    const { server } = (message as { socket: Socket & { server?: unknown } }).socket;
    if (server instanceof Server) guard(server);
  });
}

/** The same for one server, whatever answers behind it. */
export function guard(server: Server): void {
  if (guarded.has(server)) return;
  guarded.add(server);
  const listeners = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    takeInUnread(request, response);
    if (answerAtGate(request, response)) return;
    for (const listener of listeners) listener.call(server, request, response);
  });
  // Next hangs up on whoever offers another protocol, as Java's client and `curl --http2` do of themselves. Without a
  // listener the offer is ignored, and the request answered.
  server.removeAllListeners('upgrade');
  server.on('connect', (_: IncomingMessage, socket: Socket) => socket.end(NOT_A_PROXY));
}
