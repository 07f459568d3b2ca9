import { connect, createServer, type Socket } from 'node:net';
import { APP_PORT } from './app';

/** A wire between a browser and the app that a test can cut and mend. */
export interface CuttableProxy {
  origin: string;
  /** Breaks every connection and refuses new ones. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function startCuttableProxy(): Promise<CuttableProxy> {
  const open = new Set<Socket>();
  let broken = false;
  const server = createServer((browser) => {
    if (broken) return void browser.destroy();
    const app = connect(APP_PORT, '127.0.0.1');
    for (const [socket, other] of [
      [browser, app],
      [app, browser],
    ] as const) {
      open.add(socket);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  const cut = () => {
    broken = true;
    for (const socket of open) socket.destroy();
  };
  return {
    origin: `http://127.0.0.1:${address.port}`,
    cut,
    mend: () => {
      broken = false;
    },
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
