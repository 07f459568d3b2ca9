import http from 'node:http';
import { ANSWERS, modelId } from '../answers';
import { pause } from '../moment';
import type { Target } from '../targets/target';
import { send } from './open-stream';
import { asVisitor } from './visitor';

const LANES = 4;
const LONGEST_WAIT_MS = 60_000;

export interface UnreadOptions {
  /** How much the readers do not read, together, bytes. */
  bytes: number;
  upstream: string;
}

let requests: http.ClientRequest[] = [];

/**
 * Asks and never reads, until the server has taken so much from the upstream. The connections stay open, and the server keeps its log
 * for readers, until the next call, which may be one of 0 bytes.
 */
export async function leaveUnread(target: Target, { bytes, upstream }: UnreadOptions): Promise<void> {
  for (const request of requests) request.destroy();
  requests = [];
  const visitor = await asVisitor(target);
  const { tokens, bytes: size } = ANSWERS.bulky;
  const count = Math.ceil(bytes / (LANES * tokens * size));
  const goal = (await finishedStreams(upstream)) + count * LANES;
  const body = JSON.stringify({ prompt: 'Write', models: Array<string>(LANES).fill(modelId('bulky')) });
  for (let nth = 0; nth < count; nth += 1) {
    const headers = { 'content-type': 'application/json', ...visitor.headers };
    const request = http.request(`${visitor.origin}${visitor.path}`, { method: 'POST', headers });
    // Without a listener for its data a response stays paused, and the kernel's buffers fill.
    request.on('response', (response) => response.on('error', () => {})).on('error', () => {});
    request.end(body);
    requests.push(request);
    await pause(100);
  }
  const deadline = Date.now() + LONGEST_WAIT_MS;
  while ((await finishedStreams(upstream)) < goal) {
    if (Date.now() > deadline) throw new Error('The server has not taken all of it in a minute');
    await pause(100);
  }
}

async function finishedStreams(upstream: string): Promise<number> {
  return JSON.parse((await send({ url: `${upstream}/sent` })).text).finished;
}
