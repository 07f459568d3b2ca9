import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { defaultModels } from './default-models';
import { deferred } from './deferred';
import { KEY_INFO } from './key-info';
import { type OAuthAnswer, OAuthPages } from './oauth';
import { parseChat } from './parse-chat';
import { playScript } from './play-script';
import { type ChatBody, RecordedRequest } from './recorded-request';
import type { Script, Step } from './script';
import { scriptOfModelId } from './script-of-model-id';
import { answers, failsBefore } from './scripts';
import { type WireModel, wireModel } from './wire-model';

export interface StandInOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  models?: WireModel[];
}

export type ScriptSource = Script | ((request: RecordedRequest) => Script);

/** Starts a server on 127.0.0.1 that speaks OpenRouter's wire and does what it is told. */
export async function startOpenRouter(options: StandInOptions = {}): Promise<OpenRouterStandIn> {
  const standIn = new OpenRouterStandIn(options.models ?? defaultModels());
  await standIn.listen(options.port ?? 0);
  return standIn;
}

export class OpenRouterStandIn {
  /** What `GET /models` lists. */
  models: WireModel[];
  /** Every asking of a model, in the order of arrival. */
  readonly requests: RecordedRequest[] = [];
  /** How often `GET /models` was asked. */
  modelsAsked = 0;
  /** How many connections were ever opened. */
  connections = 0;
  /** Which keys OpenRouter does not know; by default those that hold the word `rejected`. */
  rejectsKey: (key: string) => boolean = (key) => key.includes('rejected');

  readonly oauth = new OAuthPages();
  /** USD, what `GET /generation` says of an answer; null for 404, as until OpenRouter knows it. */
  generationCost: (id: string) => number | null = () => null;

  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #sockets = new Map<Socket, number>();
  readonly #scripts = new Map<string, ScriptSource>();
  readonly #askings = new Map<string, number>();
  #beforeModels: () => readonly Step[] = () => [];
  #keySource: ScriptSource = [{ type: 'answer', status: 200, body: KEY_INFO }];
  #closing = false;
  #waiting: { count: number; enough(): void }[] = [];
  #generations = 0;

  constructor(models: WireModel[]) {
    this.models = models;
    // A client's pool decides how long a connection lives; the default of 5 s would race with it.
    this.#server.keepAliveTimeout = 60_000;
    this.#server.on('connection', (socket) => {
      socket.setNoDelay(true);
      this.#sockets.set(socket, ++this.connections);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** For `OPENROUTER_BASE_URL`, or the provider's `baseURL`. */
  get baseUrl(): string {
    return `${this.origin}/api/v1`;
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => resolve());
    });
  }

  /** Ends every connection at once. */
  close(): Promise<void> {
    this.#closing = true;
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      for (const socket of this.#sockets.keys()) socket.destroy();
    });
  }

  /** Says what a model does from now on, and lists it if it was not listed. */
  script(model: string, script: ScriptSource): void {
    this.#scripts.set(model, script);
    if (!this.models.some(({ id }) => id === model)) this.models = [...this.models, wireModel(model)];
  }

  /** Plays this before `GET /models` is answered, or instead: `[waits(5_000)]`, `failsBefore(500)`. */
  scriptModels(steps: readonly Step[] | (() => readonly Step[])): void {
    this.#beforeModels = typeof steps === 'function' ? steps : () => steps;
  }

  /** Says what `GET /key` answers from now on, to a key that is not rejected. */
  scriptKey(script: ScriptSource): void {
    this.#keySource = script;
  }

  /** The first `count` requests, once so many have arrived. */
  async waitForRequests(count: number): Promise<RecordedRequest[]> {
    if (this.requests.length < count) {
      const { promise, resolve } = deferred();
      this.#waiting.push({ count, enough: resolve });
      await promise;
    }
    return this.requests.slice(0, count);
  }

  /** Forgets requests, scripts and askings; open answers go on. */
  forget(): void {
    this.requests.length = 0;
    this.modelsAsked = 0;
    this.#scripts.clear();
    this.#askings.clear();
    this.#beforeModels = () => [];
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const receivedAt = performance.now();
    const { pathname, searchParams } = new URL(request.url ?? '/', this.origin);
    const body = await text(request).catch(() => undefined);
    if (body === undefined) return;
    switch (`${request.method} ${pathname}`) {
      // With the slash: where some redirect to.
      case 'POST /api/v1/chat/completions/':
      case 'POST /api/v1/chat/completions':
        return this.#chat(body, request, response, receivedAt);
      case 'GET /api/v1/models/':
      case 'GET /api/v1/models':
        this.modelsAsked++;
        return this.#play(this.#modelsScript(), this.#record(NO_CHAT, request, receivedAt), response);
      case 'GET /api/v1/key':
        return this.#about(this.#record(NO_CHAT, request, receivedAt), request, response);
      case 'GET /auth':
        return sendOAuth(response, this.oauth.page(searchParams));
      case 'POST /api/v1/auth/keys':
        return sendOAuth(response, this.oauth.exchange(body));
      // For tests in another process: from now on a code_challenge_method is refused, or not.
      case 'POST /oauth':
        this.oauth.refusesMethod = searchParams.get('refusesMethod') === 'yes';
        return sendJson(response, 200, this.oauth.made);
      case 'GET /api/v1/generation': {
        const cost = this.generationCost(searchParams.get('id') ?? '');
        if (cost === null) break;
        return sendJson(response, 200, { data: { id: searchParams.get('id'), total_cost: cost, cancelled: true } });
      }
      // For tests in another process: what was asked (`?model=` narrows it), and a clean slate.
      case 'GET /requests': {
        const model = searchParams.get('model');
        return sendJson(response, 200, model ? this.requests.filter((one) => one.model === model) : this.requests);
      }
      case 'DELETE /requests':
        this.forget();
        return sendJson(response, 200, {});
    }
    return sendJson(response, 404, { error: { code: 404, message: 'Not Found' } });
  }

  async #chat(json: string, request: IncomingMessage, response: ServerResponse, receivedAt: number): Promise<void> {
    const body = parseChat(json);
    if (!body) return sendJson(response, 400, { error: { code: 400, message: 'Not a streaming chat request' } });
    const asked = this.#record(body, request, receivedAt);
    this.requests.push(asked);
    for (const { enough } of this.#waiting.filter(({ count }) => count <= this.requests.length)) enough();
    this.#waiting = this.#waiting.filter(({ count }) => count > this.requests.length);
    await this.#play(this.#refusal(request) ?? this.#scriptFor(asked), asked, response);
  }

  #about(asked: RecordedRequest, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const script = this.#refusal(request) ?? scriptOf(this.#keySource, asked);
    return this.#play(script, asked, response);
  }

  #record(body: ChatBody, { headers, socket }: IncomingMessage, receivedAt: number): RecordedRequest {
    return new RecordedRequest(body, headers, receivedAt, this.#sockets.get(socket) ?? 0);
  }

  /** What OpenRouter says to a request without a key, or with one that it does not know. */
  #refusal({ headers }: IncomingMessage): Script | undefined {
    const key = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    if (key === undefined) return failsBefore(401, { message: 'No auth credentials found' });
    return this.rejectsKey(key) ? failsBefore(401, { message: 'User not found.' }) : undefined;
  }

  #scriptFor(request: RecordedRequest): Script {
    const told = this.#scripts.get(request.model);
    if (told) return scriptOf(told, request);
    const conversation = JSON.stringify([request.model, request.body.messages]);
    const asking = this.#askings.get(conversation) ?? 0;
    this.#askings.set(conversation, asking + 1);
    try {
      return scriptOfModelId(request.body, asking) ?? answers('Hello', ' from', ` ${request.model}.`);
    } catch (error) {
      return failsBefore(400, { message: String(error) });
    }
  }

  #modelsScript(): Step[] {
    const body = { data: this.models, total_count: this.models.length, links: { next: null } };
    return [...this.#beforeModels(), { type: 'answer', status: 200, body }];
  }

  #play(script: Script, request: RecordedRequest, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => {
      request.close(!response.writableFinished && !this.#closing);
      gone.abort();
    });
    const model = this.models.find(({ id }) => id === request.model);
    const generation = `gen-stand-in-${++this.#generations}`;
    return playScript(script, { request, response, gone: gone.signal, model, generation });
  }
}

/** Stands in the record of a request that asks no model. */
const NO_CHAT: ChatBody = { model: '', messages: [] };

function scriptOf(source: ScriptSource, request: RecordedRequest): Script {
  return typeof source === 'function' ? source(request) : source;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function sendOAuth(response: ServerResponse, { status, body }: OAuthAnswer): void {
  if (typeof body === 'object') sendJson(response, status, body);
  else response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body);
}
