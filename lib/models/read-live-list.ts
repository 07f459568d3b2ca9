import 'server-only';
import type { Model } from '@/lib/protocol/model';
import { readLiveModels } from './read-live-models';

/** OpenRouter's list is about 1 MB. */
const MAX_BYTES = 16 * 1024 * 1024;

export interface LiveListSource {
  /** OpenRouter's, or of any server that speaks its API, as its environment variable says it. */
  baseUrl: string;
  fetch: typeof fetch;
  clock: { after(ms: number, fire: () => void): () => void };
  /** For the whole of it, headers and body, in ms. */
  timeoutMs: number;
}

/**
 * Downloads the list of models.
 * @throws when the server cannot be reached, is late, refuses, or answers with anything but a list of models.
 */
export async function readLiveList({ baseUrl, fetch, clock, timeoutMs }: LiveListSource): Promise<Model[]> {
  const abort = new AbortController();
  const cancelTimer = clock.after(timeoutMs, () => abort.abort(new DOMException('Time-out', 'TimeoutError')));
  try {
    // Raced, so that a fetch that is deaf to its signal holds nobody.
    return await Promise.race([
      rejectOnAbort(abort.signal),
      download(`${baseUrl.replace(/\/+$/, '')}/models`, fetch, abort.signal),
    ]);
  } finally {
    cancelTimer();
    // Closes the connection when the body was not read to its end.
    abort.abort();
  }
}

async function download(url: string, fetch: LiveListSource['fetch'], signal: AbortSignal): Promise<Model[]> {
  const response = await fetch(url, { headers: { accept: 'application/json' }, cache: 'no-store', signal });
  if (!response.ok) throw new Error(`The list of models answers ${response.status}`);
  return readLiveModels(JSON.parse(await readText(response)));
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > MAX_BYTES) throw new Error('The list of models is too large');
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
