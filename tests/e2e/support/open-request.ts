import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { APP_PORT, VISITOR_COOKIE } from './app';

export interface Outgoing {
  /** Where on this machine, if not at the app that all tests share. */
  port?: number;
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/**
 * Sends a request to the app and resolves with its response as soon as the headers are there. Not `fetch`: that one
 * sets Host, Origin and the length itself, and unpacks what was compressed. A connection of its own for each, so
 * that none dies of another's idling.
 */
export function openRequest({
  port = APP_PORT,
  method = 'GET',
  path,
  headers: given,
  body,
}: Outgoing): Promise<IncomingMessage> {
  // Node announces no length for a DELETE, and then its body would be read as the next request.
  const announced = body !== undefined && !given?.['transfer-encoding'];
  const headers = {
    cookie: VISITOR_COOKIE,
    ...(announced ? { 'content-length': `${Buffer.byteLength(body)}` } : {}),
    ...given,
  };
  const options: RequestOptions = { host: '127.0.0.1', port, agent: false, method, path, headers };
  return new Promise((resolve, reject) => {
    const outgoing = request(options, resolve);
    // Once it has been answered, whoever reads the response learns about a broken connection there.
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
