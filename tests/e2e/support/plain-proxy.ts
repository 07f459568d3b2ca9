import { createServer, request } from 'node:http';

export interface PlainProxy {
  port: number;
  close(): Promise<void>;
}

interface PlainProxyOptions {
  /** Where it listens; 0 takes a free one. */
  port?: number;
  /** It appends the address of its client to `X-Forwarded-For` (nginx: `$proxy_add_x_forwarded_for`). */
  appendsAddress?: boolean;
}

/**
 * A reverse proxy with the fewest lines that one can have (nginx: `location / { proxy_pass http://127.0.0.1:3000; }`):
 * the app is asked under its own address, and is told neither the host nor the scheme that the browser asked for.
 */
export async function startPlainProxy(appOrigin: string, options: PlainProxyOptions = {}): Promise<PlainProxy> {
  const { port: ownPort = 0, appendsAddress = false } = options;
  const { host, hostname, port } = new URL(appOrigin);
  const server = createServer((asked, answer) => {
    const before = asked.headers['x-forwarded-for'];
    const forwarded = [before ?? [], asked.socket.remoteAddress ?? ''].flat().join(', ');
    const headers = {
      ...asked.headers,
      host,
      connection: 'close',
      ...(appendsAddress && { 'x-forwarded-for': forwarded }),
    };
    const outgoing = request({ host: hostname, port, method: asked.method, path: asked.url, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    outgoing.on('error', () => answer.destroy());
    answer.on('close', () => outgoing.destroy());
    asked.pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(ownPort, '127.0.0.1', resolve));
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
