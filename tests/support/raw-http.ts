import { connect } from 'node:net';

/** One answer as it came over a connection. */
export interface RawAnswer {
  status: number;
  /** By names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** A connection on which requests can be written byte by byte, as no well-behaved client would. */
export interface RawConnection {
  write(bytes: string | Buffer): void;
  /** Resolves with the next answer. @throws when the connection ends without one. */
  answer(): Promise<RawAnswer>;
  /** Resolves when the other side has ended the connection. */
  readonly closed: Promise<void>;
  destroy(): void;
}

export function openRaw(port: number): RawConnection {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  let over = false;
  let look = () => {};
  socket.on('data', (bytes) => {
    received += bytes.toString('latin1');
    look();
  });
  // A reset while we still write is seen by what has come before it.
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      over = true;
      look();
      resolve();
    });
  });
  return {
    write: (bytes) => void socket.write(bytes),
    closed,
    destroy: () => void socket.destroy(),
    answer: () =>
      new Promise((resolve, reject) => {
        look = () => {
          const taken = takeAnswer(received);
          if (taken) {
            received = taken.rest;
            resolve(taken.answer);
          } else if (over) reject(new Error(`the connection ended after ${JSON.stringify(received)}`));
        };
        look();
      }),
  };
}

/** @returns the first answer in what was received, null where it is not whole yet. */
function takeAnswer(received: string): { answer: RawAnswer; rest: string } | null {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [line = '', ...fields] = received.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    fields.map((field) => [
      field.slice(0, field.indexOf(':')).toLowerCase(),
      field.slice(field.indexOf(':') + 1).trim(),
    ]),
  );
  const body = takeBody(received.slice(end + 4), headers);
  return body && { answer: { status: Number(line.split(' ')[1]), headers, body: body.text }, rest: body.rest };
}

function takeBody(text: string, headers: Record<string, string>): { text: string; rest: string } | null {
  if (headers['transfer-encoding'] === undefined) {
    const length = Number(headers['content-length'] ?? 0);
    return text.length < length ? null : { text: text.slice(0, length), rest: text.slice(length) };
  }
  let body = '';
  for (let at = 0; ; ) {
    const line = text.indexOf('\r\n', at);
    if (line < 0) return null;
    const size = Number.parseInt(text.slice(at, line), 16);
    const next = line + 2 + size + 2;
    if (text.length < next) return null;
    if (size === 0) return { text: body, rest: text.slice(next) };
    body += text.slice(line + 2, line + 2 + size);
    at = next;
  }
}
