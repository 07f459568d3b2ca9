import { createServer, request } from 'node:http';
import type { PlainProxy } from './plain-proxy';

/**
 * A reverse proxy that holds what the app sends for so many ms and passes it on in one piece, as one does that buffers
 * responses or compresses them. It passes the host and the headers of each response on at once.
 */
export async function startBufferingProxy(appOrigin: string, holdMs: number): Promise<PlainProxy> {
  const { hostname, port } = new URL(appOrigin);
  const server = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const passed = request({ host: hostname, port, method, path, headers: { ...headers, connection: 'close' } });
    passed.on('response', (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      outgoing.flushHeaders();
      const isStream = response.headers['content-type']?.startsWith('text/event-stream') ?? false;
      if (!isStream) return response.pipe(outgoing);
      let held: Buffer[] = [];
      let timer: NodeJS.Timeout | null = null;
      const passOn = () => {
        if (timer !== null) clearTimeout(timer);
        timer = null;
        outgoing.write(Buffer.concat(held));
        held = [];
      };
      response.on('data', (bytes: Buffer) => {
        held.push(bytes);
        timer ??= setTimeout(passOn, holdMs);
      });
      response.on('end', () => {
        passOn();
        outgoing.end();
      });
    });
    passed.on('error', () => outgoing.destroy());
    outgoing.on('close', () => passed.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    port: address.port,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
