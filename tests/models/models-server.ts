import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ModelsServer {
  baseUrl: string;
  /** Of every request so far, in order. */
  paths: string[];
  /** How the next requests are answered. */
  answer: (response: ServerResponse) => void;
  /** Resolves when a request has come that is not yet counted by an earlier call. */
  requested(): Promise<void>;
  close(): Promise<void>;
}

/** A real HTTP server in OpenRouter's place, at `/api/v1`. */
export async function startModelsServer(): Promise<ModelsServer> {
  const waiting: (() => void)[] = [];
  let seen = 0;
  const server = createServer((request, response) => {
    self.paths.push(request.url ?? '');
    for (const wake of waiting.splice(0)) wake();
    self.answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const self: ModelsServer = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`,
    paths: [],
    answer: (response) => response.writeHead(500).end(),
    async requested() {
      seen += 1;
      while (self.paths.length < seen) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return self;
}

/** Answers with `{ data }`. */
export function listing(...data: unknown[]): ModelsServer['answer'] {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
  };
}

/** An entry as OpenRouter has them, with what matters to a test changed. */
export function entry(id: string, facts: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id,
    canonical_slug: id,
    name: id,
    created: 1_790_000_000,
    context_length: 128_000,
    architecture: { modality: 'text->text', input_modalities: ['text'], output_modalities: ['text'] },
    pricing: { prompt: '0.000001', completion: '0.000002' },
    top_provider: { context_length: 128_000, max_completion_tokens: 16_384, is_moderated: false },
    supported_parameters: ['max_tokens', 'temperature'],
    ...facts,
  };
}
