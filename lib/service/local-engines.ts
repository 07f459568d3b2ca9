import 'server-only';
import { z } from 'zod';
import { downloadJson } from '../models/download-json';
import type { Source } from '../models/source-lists';
import type { Clock } from '../time/clock';
import type { Environment } from './environment';
import { isLocalSite, isLoopback } from './loopback';

/** Where engines listen unless they are told otherwise. */
const ENGINES = [
  { id: 'ollama', name: 'Ollama', port: 11434 },
  { id: 'lm-studio', name: 'LM Studio', port: 1234 },
  { id: 'llama-cpp', name: 'llama.cpp', port: 8080 },
  { id: 'vllm', name: 'vLLM', port: 8000 },
];

/** An engine that is here answers in a few ms, and the start waits for it. */
const TIMEOUT_MS = 300;

interface Probe {
  variables: Record<string, string | undefined>;
  fetch: typeof fetch;
  clock: Clock;
  engines?: typeof ENGINES;
}

/**
 * Looks once for engines on this machine, if the operator has named none: only on a server that nobody but this machine
 * reaches, so no stranger can use what is found. `SOURCES=[]` turns it off.
 *
 * @returns the environment with the engines that answer as such.
 */
export async function withLocalEngines(
  environment: Environment,
  { variables, fetch, clock, engines = ENGINES }: Probe,
): Promise<Environment> {
  if (!mayProbe(environment, variables)) return environment;
  const foreign = engines.filter(({ port }) => String(port) !== variables.PORT?.trim());
  const found = await Promise.all(
    foreign.map(async ({ id, name, port }): Promise<Source[]> => {
      const baseUrl = `http://127.0.0.1:${port}/v1`;
      const isEngine = await downloadJson({ url: `${baseUrl}/models`, fetch, clock, timeoutMs: TIMEOUT_MS }).then(
        (body) => listSchema.safeParse(body).success,
        () => false,
      );
      return isEngine ? [{ id, name, baseUrl, key: null, models: null, atOnce: 1 }] : [];
    }),
  );
  return { ...environment, sources: found.flat() };
}

/** `ABREAST_ADDRESS` is where `serve.mjs` lets the server listen; a server that is started otherwise does not know it. */
function mayProbe(
  { siteUrl, limits }: Environment,
  { ABREAST_ADDRESS = '', SOURCES = '' }: Probe['variables'],
): boolean {
  // A proxy in front passes on what comes from elsewhere.
  if (limits.proxyHops > 0) return false;
  return !limits.onVercel && SOURCES.trim() === '' && isLoopback(ABREAST_ADDRESS) && isLocalSite(siteUrl);
}

/** What tells an engine from another server at the same port. Ollama without a model has `null` for the list. */
const listSchema = z.object({ object: z.literal('list'), data: z.array(z.object({ id: z.string() })).nullable() });
