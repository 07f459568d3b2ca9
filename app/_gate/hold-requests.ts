import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Clock, systemClock } from '@/lib/time/clock';

/** What a request passes on its way to Next. It answers the request itself, or calls `passOn`. */
export type Gate = (request: IncomingMessage, response: ServerResponse, passOn: () => void) => void;

/** How many requests are held. */
export const MOST_HELD = 1000;
/** How long a request is held, ms: ten times what the gate takes to load on a slow machine. */
export const LONGEST_HELD_MS = 10_000;
/** s. */
const RETRY_AFTER = 2;

/**
 * Stands in for a gate that is still loading; on Vercel requests come in that time. They wait, and pass in their order once
 * it has loaded. If it fails to load, takes too long, or too many wait, they are answered 503: without the gate nobody would
 * ask for the password.
 */
export function holdRequests(loading: Promise<Gate>, clock: Clock = systemClock): Gate {
  const held = new Set<(gate: Gate) => void>();
  let loaded: Gate | null = null;
  loading.then(
    (gate) => {
      loaded = gate;
      letGo(gate);
    },
    (error) => {
      // biome-ignore lint/suspicious/noConsole: the server's operator reads it.
      console.error('The gate cannot be loaded.', error);
      loaded = refuse;
      letGo(refuse);
    },
  );

  return (request, response, passOn) => {
    if (loaded !== null) return loaded(request, response, passOn);
    if (held.size >= MOST_HELD) return refuse(request, response);
    const go = (gate: Gate) => {
      held.delete(go);
      cancelWait();
      // Its client may have gone meanwhile.
      if (!response.destroyed) gate(request, response, passOn);
    };
    const cancelWait = clock.after(LONGEST_HELD_MS, () => go(refuse));
    held.add(go);
  };

  function letGo(gate: Gate): void {
    for (const go of [...held]) go(gate);
  }
}

function refuse(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': RETRY_AFTER });
  response.end('This server is starting. Try again in a moment.\n');
}
