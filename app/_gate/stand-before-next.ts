import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { answerAtGate } from './answer-at-gate';
import { markAway } from './mark-away';
import { takeInUnread } from './take-in-unread';

const NOT_A_PROXY =
  'HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

const guarded = new WeakSet<Server>();

/**
 * From now on each request to an HTTP server of this process passes the gate before Next sees it. Next has no place for
 * this: its proxy and routes get a web Request, which cannot be made of every request that HTTP allows, and from which the
 * connection cannot be reached. It works the same under `next start`, in a standalone build and in a hoster's function.
 *
 * @returns what lets servers that come later alone.
 */
export function standBeforeNext(): () => void {
  const onSocket = (message: unknown) => {
    const { server } = (message as { socket: Socket & { server?: unknown } }).socket;
    if (server instanceof Server) guard(server);
  };
  // Of a server that keeps the connections that it had before.
  const onRequest = (message: unknown) => guard((message as { server: Server }).server);
  subscribe('net.server.socket', onSocket);
  subscribe('http.server.request.start', onRequest);
  return () => {
    unsubscribe('net.server.socket', onSocket);
    unsubscribe('http.server.request.start', onRequest);
  };
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
    const goOn = () => {
      for (const listener of listeners) listener.call(server, request, response);
    };
    const marking = markAway(request, response);
    if (marking === null) goOn();
    else void marking.then(goOn);
  });
  // Next hangs up on whoever offers another protocol, as Java's client and `curl --http2` do of themselves. Without a
  // listener the offer is ignored, and the request answered.
  server.removeAllListeners('upgrade');
  server.on('connect', (_: IncomingMessage, socket: Socket) => {
    // Node no longer listens to this socket: without us, nobody hears its errors or closes it.
    socket.on('error', () => {});
    socket.end(NOT_A_PROXY, () => socket.destroy());
  });
}
