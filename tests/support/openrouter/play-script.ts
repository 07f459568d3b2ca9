import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ByteWriter } from './byte-writer';
import { type ChunkHead, errorChunk, finishChunk, reasoningChunk, textChunk, usageChunk } from './chunks';
import { countUsage } from './count-usage';
import { Packer } from './packer';
import type { RecordedRequest } from './recorded-request';
import type { Script, ScriptOptions, Step } from './script';
import type { WireModel } from './wire-model';

export interface Asked {
  request: RecordedRequest;
  response: ServerResponse;
  /** Aborted when the response has closed, whoever closed it. */
  gone: AbortSignal;
  /** As listed, for its price. */
  model: WireModel | undefined;
  generation: string;
}

/** Carries out a script. Never rejects because a client went away: it then just stops. */
export async function playScript(script: Script, asked: Asked): Promise<void> {
  const { steps, bytes = {}, servedModel, provider } = withOptions(script);
  const head: ChunkHead = {
    id: asked.generation,
    model: servedModel ?? asked.request.model,
    provider: provider ?? 'Stand-in',
    created: Math.floor(Date.now() / 1000),
  };
  const packer = bytes.encoding ? new Packer(bytes.encoding) : null;
  const writer = new ByteWriter(bytes, async (piece) => {
    await write(asked, packer ? await packer.pack(piece) : piece, bytes.slice !== undefined, packer);
  });
  const player = new Player(asked, head, writer, packer);
  for (const step of steps) {
    if (asked.gone.aborted) return;
    await player.play(step);
    if (LAST.includes(step.type)) return;
  }
  if (!asked.gone.aborted) await player.play({ type: 'end' });
}

/** What comes after one of these in a script is never reached. */
const LAST: Step['type'][] = ['answer', 'end', 'cut', 'hang'];

function withOptions(script: Script): { steps: readonly Step[] } & ScriptOptions {
  return 'steps' in script ? script : { steps: script };
}

/** The steps before which everything that was written must have left. */
const WAITS: Step['type'][] = ['wait', 'until', 'hang', 'cut', 'end'];

class Player {
  #said = { text: 0, reasoning: 0 };

  constructor(
    private readonly asked: Asked,
    private readonly head: ChunkHead,
    readonly bytes: ByteWriter,
    private readonly packer: Packer | null,
  ) {}

  async play(step: Step): Promise<void> {
    const { response, gone } = this.asked;
    if (WAITS.includes(step.type)) await this.bytes.flush();
    switch (step.type) {
      case 'answer': {
        const isWritten = typeof step.body === 'string' || step.body instanceof Uint8Array;
        const body = isWritten ? (step.body as string | Uint8Array) : JSON.stringify(step.body);
        const type = typeof step.body === 'string' ? 'text/html; charset=utf-8' : 'application/json';
        sendHead(this.asked, step.status, { 'content-type': type, ...step.headers });
        return end(response, body);
      }
      case 'open':
        return sendHead(this.asked, 200, { ...STREAM_HEADERS, ...this.packer?.headers, ...step.headers });
      case 'comment':
        return this.bytes.comment(step.text ?? 'OPENROUTER PROCESSING');
      case 'text':
        this.#said.text++;
        return this.#frame(textChunk(this.head, step.content));
      case 'stamp':
        this.#said.text++;
        return this.#frame(textChunk(this.head, `${performance.timeOrigin + performance.now()} `));
      case 'reasoning':
        this.#said.reasoning++;
        return this.#frame(reasoningChunk(this.head, step.content));
      case 'error':
        return this.#frame(errorChunk(this.head, step.error));
      case 'frame':
        return this.#frame(step.json);
      case 'raw':
        return this.bytes.raw(step.bytes);
      case 'wait':
        return sleep(step.ms, undefined, { signal: gone }).catch(() => {});
      case 'until':
        return untilEither(step.promise, gone);
      case 'finish': {
        const reason = step.reason ?? 'stop';
        await this.#frame(finishChunk(this.head, reason));
        if (step.usage !== null) {
          const counted = countUsage(this.asked.request.body, this.#said, this.asked.model);
          await this.#frame(usageChunk(this.head, reason, { ...counted, ...step.usage }));
        }
        return this.bytes.frame('[DONE]');
      }
      case 'done':
        return this.bytes.frame('[DONE]');
      case 'end':
        if (!response.headersSent) sendHead(this.asked, 200, { ...STREAM_HEADERS, ...this.packer?.headers });
        return end(response, (await this.packer?.end()) ?? '');
      case 'cut':
        this.asked.request.close(false);
        if (step.how === 'reset') response.socket?.resetAndDestroy();
        else response.socket?.destroy();
        return;
      case 'hang':
        return untilEither(new Promise(() => {}), gone);
      default:
        step satisfies never;
    }
  }

  #frame(json: unknown): Promise<void> {
    return this.bytes.frame(JSON.stringify(json));
  }
}

const STREAM_HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' };

function sendHead({ request, response, generation }: Asked, status: number, headers: Record<string, string>): void {
  response.writeHead(status, { 'x-generation-id': generation, ...headers });
  response.flushHeaders();
  request.answered();
}

/**
 * Resolves when the bytes have been handed to the kernel, or when there is nobody left to have them.
 * @param apart waits a turn of the event loop more, so that a reader in this process gets these bytes by themselves
 */
function write(asked: Asked, bytes: Uint8Array, apart: boolean, packer: Packer | null): Promise<void> {
  const { response, gone } = asked;
  if (gone.aborted) return Promise.resolve();
  if (!response.headersSent) sendHead(asked, 200, { ...STREAM_HEADERS, ...packer?.headers });
  return new Promise((resolve) => {
    response.write(bytes, () => (apart ? setImmediate(resolve) : resolve()));
  });
}

/** Resolves when the response has left, or never will. */
function end(response: ServerResponse, body: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.end(body);
  });
}

async function untilEither(promise: PromiseLike<unknown>, gone: AbortSignal): Promise<void> {
  if (gone.aborted) return;
  let left = () => {};
  const aborted = new Promise<void>((resolve) => {
    left = resolve;
  });
  gone.addEventListener('abort', left, { once: true });
  await Promise.race([promise, aborted]).catch(() => {});
  gone.removeEventListener('abort', left);
}
