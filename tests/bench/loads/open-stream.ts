import http from 'node:http';
import { moment } from '../moment';

/** A connection for each request: one that is kept may be closed by the server in the moment of its next use. */
const agent = new http.Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });

export interface StreamRequest {
  url: string;
  method?: 'GET' | 'POST' | 'DELETE';
  headers?: Record<string, string>;
  body?: object;
}

/** One server-sent event. */
export interface Frame {
  /** Absent where the server gives none. */
  id: string | null;
  data: string;
}

export interface OpenStream {
  /** Resolves at its end with the number of bytes of the body. @throws when the server refuses, or the connection breaks. */
  ended: Promise<number>;
  /** The headers of the answer. */
  opened: Promise<http.IncomingHttpHeaders>;
  /** When the first byte of the body arrived, ms; null before. */
  firstByteAt(): number | null;
  /** Ends it here. */
  close(): void;
}

/** Sends a request and hands out each frame of the answer as it comes. */
export function openStream(
  { url, method = 'POST', headers, body }: StreamRequest,
  onFrame: (frame: Frame) => void,
): OpenStream {
  let firstByteAt: number | null = null;
  let bytes = 0;
  let rest = '';
  const request = http.request(url, { method, agent, headers: { 'content-type': 'application/json', ...headers } });
  const opened = new Promise<http.IncomingHttpHeaders>((resolve, reject) => {
    request.once('response', (response) => {
      if (response.statusCode === 200) resolve(response.headers);
      else reject(new Error(`${url} answered ${response.statusCode}`));
    });
    request.once('error', reject);
  });
  const ended = new Promise<number>((resolve, reject) => {
    opened.catch(reject);
    request.once('response', (response) => {
      response.setEncoding('utf8').on('data', (text: string) => {
        firstByteAt ??= moment();
        // The loads are ASCII.
        bytes += text.length;
        const frames = (rest + text).split('\n\n');
        rest = frames.pop() ?? '';
        for (const frame of frames) readFrame(frame, onFrame);
      });
      response.once('end', () => resolve(bytes));
      response.once('error', reject);
    });
    request.once('error', reject);
  });
  ended.catch(() => {});
  request.end(body && JSON.stringify(body));
  return { ended, opened, firstByteAt: () => firstByteAt, close: () => request.destroy() };
}

function readFrame(text: string, onFrame: (frame: Frame) => void): void {
  let id: string | null = null;
  for (const line of text.split('\n')) {
    if (line.startsWith('id: ')) id = line.slice('id: '.length);
    else if (line.startsWith('data: ')) onFrame({ id, data: line.slice('data: '.length) });
  }
}

/** A request whose answer is read whole. */
export async function send(request: StreamRequest): Promise<{ status: number; text: string; firstByteMs: number }> {
  const { url, method = 'GET', headers, body } = request;
  const began = moment();
  return new Promise((resolve, reject) => {
    const sent = http.request(url, { method, agent, headers: { 'content-type': 'application/json', ...headers } });
    sent.once('error', reject).once('response', (response) => {
      let firstByteMs = 0;
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        firstByteMs ||= moment() - began;
        text += part;
      });
      response
        .once('error', reject)
        .once('end', () => resolve({ status: response.statusCode ?? 0, text, firstByteMs }));
    });
    sent.end(body && JSON.stringify(body));
  });
}
