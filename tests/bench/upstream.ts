import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type ChunkHead, finishChunk, textChunk, usageChunk } from '../support/openrouter/chunks';
import { wireModel } from '../support/openrouter/wire-model';
import { ANSWERS, type Answer, type AnswerName, answerOf, modelId, stampOf } from './answers';
import { moment } from './moment';

/** What the upstream has sent since it began. */
export interface Sent {
  streams: number;
  /** How many of them have been handed to the kernel whole. */
  finished: number;
  /** Of the bodies of all answers. */
  bytes: number;
}

const sent: Sent = { streams: 0, finished: 0, bytes: 0 };
/** By prompt: when the connections of its unfinished answers were closed. */
const closings = new Map<string, number[]>();

/**
 * The process that answers as OpenRouter does and stamps each token with the moment of its writing. It is as cheap as can
 * be, since it shares the processors with the server that is measured.
 */
export default function serve(): void {
  const server = http.createServer((request, response) => void answer(request, response));
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket) => socket.setNoDelay(true));
  server.listen(Number(process.env.PORT), '127.0.0.1');
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const arrivedAt = moment();
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  switch (pathname) {
    case '/api/v1/chat/completions':
      return chat(await text(request), response, arrivedAt);
    case '/api/v1/models':
      return sendJson(response, { data: Object.keys(ANSWERS).map((name) => wireModel(modelId(name as AnswerName))) });
    case '/sent':
      return sendJson(response, sent);
    case '/closings':
      return sendJson(response, closings.get(searchParams.get('prompt') ?? '') ?? []);
    default:
      response.writeHead(404).end();
  }
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
}

function chat(body: string, response: ServerResponse, arrivedAt: number): void {
  const { model, messages } = JSON.parse(body);
  const script = answerOf(model);
  if (!script) return void response.writeHead(404).end('{"error":{"code":404,"message":"No such model"}}');
  sent.streams += 1;
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  response.flushHeaders();
  response.once('finish', () => {
    sent.finished += 1;
  });
  const end = play(script, model, response, arrivedAt);
  response.once('close', () => {
    if (response.writableFinished) return;
    end();
    const prompt = lastText(messages);
    closings.set(prompt, [...(closings.get(prompt) ?? []), moment()]);
  });
}

/** @returns what ends it early. */
function play(script: Answer, model: string, response: ServerResponse, arrivedAt: number): () => void {
  const head: ChunkHead = { id: `gen-${sent.streams}`, model, provider: 'Bench', created: 1_795_000_000 };
  // A token is put between two halves that are made once.
  const [before = '', after = ''] = JSON.stringify(textChunk(head, '@')).split('@');
  let written = 0;
  const write = (frames: string) => {
    sent.bytes += frames.length;
    response.write(frames);
  };
  const writeToken = () => {
    const piece = script.pieces?.[written];
    const token =
      piece === undefined
        ? stampOf(moment(), written === 0 ? arrivedAt : null, script.bytes)
        : JSON.stringify(piece).slice(1, -1);
    write(`data: ${before}${token}${after}\n\n`);
    written += 1;
    if (written < script.tokens) return;
    clearInterval(timer);
    const usage = {
      prompt_tokens: 8,
      completion_tokens: written,
      total_tokens: 8 + written,
      cost: 0.0001,
      prompt_tokens_details: { cached_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0 },
    };
    const last = [finishChunk(head, 'stop'), usageChunk(head, 'stop', usage)].map((chunk) => JSON.stringify(chunk));
    write([...last, '[DONE]'].map((data) => `data: ${data}\n\n`).join(''));
    response.end();
  };
  const writeDue = () => {
    const due = script.pieces ? Math.min(script.tokens, (moment() - arrivedAt) / script.everyMs) : written + 1;
    while (written < due) writeToken();
  };
  const timer = setInterval(writeDue, script.everyMs);
  if (script.everyMs === 0) while (written < script.tokens) writeToken();
  return () => clearInterval(timer);
}

/** Clients send a text, or a list of parts. */
function lastText(messages: { content: string | { text?: string }[] }[]): string {
  const content = messages.at(-1)?.content ?? '';
  return typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('');
}
