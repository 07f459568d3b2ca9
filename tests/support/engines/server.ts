import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';

/** One request to an engine. */
export interface EngineRequest {
  path: string;
  headers: IncomingHttpHeaders;
  /** Of a chat; `{}` otherwise. */
  body: Record<string, unknown>;
}

/**
 * What an engine answers: a body of JSON, or the frames of a stream. A promise among them delays those after it; `loaded`
 * delays the headers too, as an engine does that has to load its model.
 */
export type EngineAnswer =
  | { status: number; json: unknown }
  | {
      frames: readonly (string | object | Promise<unknown>)[];
      loaded?: Promise<unknown> | undefined;
      breaksOff?: boolean;
    };

/** Starts a server on 127.0.0.1 that speaks OpenAI's API as engines of one's own do, under `/v1`. */
export async function startEngine(models: readonly string[]): Promise<Engine> {
  const engine = new Engine(models);
  await engine.listen();
  return engine;
}

export class Engine {
  /** Every chat, in the order of arrival. */
  readonly chats: EngineRequest[] = [];
  /** Every reading of the list of models. */
  readonly lists: EngineRequest[] = [];
  /** What a chat is answered with. */
  answer: (request: EngineRequest) => EngineAnswer = () => ({ status: 500, json: {} });
  /** How many chats were answered at the same time, at most. */
  mostAtOnce = 0;
  #open = 0;
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer(async (request, response) => {
    const json = await text(request).catch(() => '');
    const body = json === '' ? {} : (JSON.parse(json) as Record<string, unknown>);
    const asked = { path: request.url ?? '', headers: request.headers, body };
    if (asked.path === '/v1/models') {
      this.lists.push(asked);
      const data = this.models.map((id) => ({ id, object: 'model', created: 1_760_000_000, owned_by: 'library' }));
      return send(response, 200, { object: 'list', data });
    }
    this.chats.push(asked);
    this.#open += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#open);
    response.once('close', () => {
      this.#open -= 1;
    });
    return play(this.answer(asked), response);
  });

  constructor(public models: readonly string[]) {
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => resolve());
    });
  }

  /** Ends every connection at once. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      for (const socket of this.#sockets) socket.destroy();
    });
  }
}

function send(response: ServerResponse, status: number, json: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
}

async function play(answer: EngineAnswer, response: ServerResponse): Promise<void> {
  if ('status' in answer) return send(response, answer.status, answer.json);
  await answer.loaded;
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  for (const frame of answer.frames) {
    if (frame instanceof Promise) await frame;
    else response.write(`data: ${typeof frame === 'string' ? frame : JSON.stringify(frame)}\n\n`);
  }
  if (answer.breaksOff) response.socket?.destroy();
  else response.end();
}
