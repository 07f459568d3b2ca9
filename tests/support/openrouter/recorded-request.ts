import type { IncomingHttpHeaders } from 'node:http';
import { deferred } from './deferred';

/** The fields of a chat request that the stand-in looks at; the others are there too. */
export interface ChatBody {
  model: string;
  messages: { role: string; content: unknown }[];
  stream?: boolean;
  [other: string]: unknown;
}

/** One asking of a model, as the stand-in saw it. Times are `performance.now()` of the stand-in's process, in ms. */
export class RecordedRequest {
  /** When its answer's headers left; undefined until then. */
  answeredAt?: number;
  closedAt?: number;
  /** The client hung up before the answer was whole. Settled once `closed` is. */
  clientClosed = false;
  readonly #closed = deferred<number>();

  constructor(
    readonly body: ChatBody,
    readonly headers: IncomingHttpHeaders,
    /** When its head arrived. */
    readonly receivedAt: number,
    /** 1 for the first connection that was opened; the same number again is keep-alive at work. */
    readonly connection: number,
  ) {}

  get model(): string {
    return this.body.model;
  }

  /** Resolves to the time when the answer had ended, or when the connection was gone. */
  get closed(): Promise<number> {
    return this.#closed.promise;
  }

  answered(): void {
    this.answeredAt ??= performance.now();
  }

  close(byClient: boolean): void {
    if (this.closedAt !== undefined) return;
    this.clientClosed = byClient;
    this.closedAt = performance.now();
    this.#closed.resolve(this.closedAt);
  }

  toJSON() {
    const { model, body, headers, connection, receivedAt, answeredAt, closedAt, clientClosed } = this;
    return { model, body, headers, connection, receivedAt, answeredAt, closedAt, clientClosed };
  }
}
