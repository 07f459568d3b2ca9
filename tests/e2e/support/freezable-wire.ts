import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A wire to a server that can be frozen: connections stay open, new ones are accepted, and nothing comes through. */
export interface FreezableWire {
  port: number;
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

/** @param port where the server listens, on this machine. */
export async function startFreezableWire(port: number): Promise<FreezableWire> {
  const sockets = new Set<Socket>();
  let frozen = false;
  const server = createServer((client) => {
    const far = connect(port, '127.0.0.1');
    for (const [socket, other] of [
      [client, far],
      [far, client],
    ] as const) {
      sockets.add(socket);
      socket.on('data', (bytes) => void other.write(bytes));
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      if (frozen) socket.pause();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    freeze() {
      frozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw() {
      frozen = false;
      for (const socket of sockets) socket.resume();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
