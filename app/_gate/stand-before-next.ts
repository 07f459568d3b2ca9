import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { type Gate, holdRequests } from './hold-requests';

const NOT_A_PROXY =
  'HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

const guarded = new WeakSet<Server>();

/**
 * From now on each request to an HTTP server of this process passes the gate before Next sees it. Next has no hook for
 * this: its proxy and routes get a web Request, which cannot represent every HTTP request and has no access to the
 * connection. Works the same under `next start`, in a standalone build and in a hoster's function.
 *
 * @param load the gate, which imports half of the app. This file imports none of it, so that it runs before the first request.
 * @returns a function that stops guarding new servers.
 */
export function standBeforeNext(load: () => Promise<Gate>): () => void {
  const gate = holdRequests(load());
  const onSocket = (message: unknown) => {
    const { server } = (message as { socket: Socket & { server?: unknown } }).socket;
    if (server instanceof Server) guard(server, gate);
  };
  // For a server whose connections were open before.
  const onRequest = (message: unknown) => guard((message as { server: Server }).server, gate);
  subscribe('net.server.socket', onSocket);
  subscribe('http.server.request.start', onRequest);
  return () => {
    unsubscribe('net.server.socket', onSocket);
    unsubscribe('http.server.request.start', onRequest);
  };
}

/** Guards one server. */
export function guard(server: Server, gate: Gate): void {
  if (guarded.has(server)) return;
  guarded.add(server);
  const listeners = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    gate(request, response, () => {
      for (const listener of listeners) listener.call(server, request, response);
    });
  });
  // Next hangs up on clients that offer an upgrade, as Java's client and `curl --http2` do by default. Without a listener
  // Node ignores the offer and answers the request.
  server.removeAllListeners('upgrade');
  server.on('connect', (_: IncomingMessage, socket: Socket) => {
    // Node has detached this socket, so its errors and its end must be handled here.
    socket.on('error', () => {});
    socket.end(NOT_A_PROXY, () => socket.destroy());
  });
}
