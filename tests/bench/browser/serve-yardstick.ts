import { createReadStream } from 'node:fs';
import http, { type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { LANE_LETTERS } from '@/lib/protocol/lane';
import { modelId } from '../answers';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** The process of the yardstick's page: its files, and one stream with the tokens of eight models, a frame each. */
export default function serve(): void {
  const folder = process.env.YARDSTICK_FOLDER ?? '';
  const server = http.createServer((request, response) => {
    const path = request.url ?? '/';
    // A page of the app reads it, too.
    response.setHeader('access-control-allow-origin', '*');
    if (path === '/alive') return void response.end();
    if (path === '/stream') return void sendTokens(response);
    const file = join(folder, path === '/' ? 'index.html' : path.replaceAll('..', ''));
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    createReadStream(file)
      .once('error', () => response.writeHead(404).end())
      .pipe(response);
  });
  server.on('connection', (socket) => socket.setNoDelay(true));
  server.listen(Number(process.env.PORT), '127.0.0.1');
}

async function sendTokens(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  const write = (lane: string, content: string) =>
    response.write(`data: ${JSON.stringify({ type: 'chunk', lane, content })}\n\n`);
  await Promise.all(LANE_LETTERS.map((lane) => readModel((content) => write(lane, content))));
  response.end();
}

async function readModel(take: (content: string) => void): Promise<void> {
  const body = JSON.stringify({ model: modelId('prose'), stream: true, messages: [{ role: 'user', content: 'Why?' }] });
  const { body: stream } = await fetch(`${process.env.OPENROUTER_BASE_URL}/chat/completions`, { method: 'POST', body });
  if (!stream) return;
  const utf8 = new TextDecoder();
  let rest = '';
  for await (const bytes of stream) {
    const frames = (rest + utf8.decode(bytes, { stream: true })).split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      if (!frame.startsWith('data: {')) continue;
      const content = JSON.parse(frame.slice('data: '.length)).choices?.[0]?.delta?.content;
      if (content) take(content);
    }
  }
}
