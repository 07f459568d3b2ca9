import 'server-only';
import type { Clock } from '../time/clock';

/** OpenRouter's list is about 1 MB. */
const MAX_BYTES = 16 * 1024 * 1024;

interface Download {
  url: string;
  headers?: Readonly<Record<string, string>>;
  fetch: typeof fetch;
  clock: Clock;
  /** For headers and body together, ms. */
  timeoutMs: number;
}

/**
 * Downloads a list of models.
 *
 * @throws when the server cannot be reached, is late, refuses, or does not send JSON.
 */
export async function downloadJson({ url, headers, fetch, clock, timeoutMs }: Download): Promise<unknown> {
  const abort = new AbortController();
  const cancelTimer = clock.after(timeoutMs, () => abort.abort(new DOMException('Time-out', 'TimeoutError')));
  const download = async () => {
    const init = {
      headers: { accept: 'application/json', ...headers },
      cache: 'no-store',
      signal: abort.signal,
    } as const;
    const response = await fetch(url, init);
    if (!response.ok) throw new Error(`The list of models answers ${response.status}`);
    return JSON.parse(await readText(response)) as unknown;
  };
  try {
    // A race, since a `fetch` may ignore its signal.
    return await Promise.race([rejectOnAbort(abort.signal), download()]);
  } finally {
    cancelTimer();
    // Closes the connection if the body was not read to its end.
    abort.abort();
  }
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
