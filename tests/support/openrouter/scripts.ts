import type { Script, ScriptOptions, Step, WireError, WireUsage } from './script';

/** One frame of text for each piece. */
export function says(...pieces: string[]): Step[] {
  return pieces.map((content) => ({ type: 'text', content }));
}

/** One frame of reasoning for each piece. */
export function thinks(...pieces: string[]): Step[] {
  return pieces.map((content) => ({ type: 'reasoning', content }));
}

/** Puts `ms` between neighbours. */
export function every(ms: number, steps: readonly Step[]): Step[] {
  return steps.flatMap((step, index) => (index > 0 && ms > 0 ? [{ type: 'wait', ms }, step] : [step]));
}

/** Says that it is processing, as OpenRouter does while a provider is slow. */
export function comments(count = 1): Step[] {
  return Array.from({ length: count }, () => ({ type: 'comment' }));
}

export function waits(ms: number): Step {
  return { type: 'wait', ms };
}

/** Goes on when `promise` settles (a deferred of the test, say). */
export function until(promise: PromiseLike<unknown>): Step {
  return { type: 'until', promise };
}

/** The end of a good answer. `usage: null` leaves usage out. */
export function finishes(reason = 'stop', usage?: Partial<WireUsage> | null): Step {
  return usage === undefined ? { type: 'finish', reason } : { type: 'finish', reason, usage };
}

/** A whole good answer, one frame for each piece. */
export function answers(...pieces: string[]): Step[] {
  return [...says(...pieces), finishes()];
}

/** OpenRouter's error before the stream: `failsBefore(429, { message: 'Slow down' }, { 'retry-after': '20' })`. */
export function failsBefore(status: number, error?: Partial<WireError>, headers?: Record<string, string>): Step[] {
  const body = { error: { code: status, message: `The stand-in says ${status}`, ...error } };
  return [{ type: 'answer', status, body, ...(headers && { headers }) }];
}

/** Says the pieces, then OpenRouter's error chunk, then ends: `failsMidway(['Hel', 'lo'], { code: 502, message })`. */
export function failsMidway(pieces: string[], error: WireError): Step[] {
  return [...says(...pieces), { type: 'error', error }, { type: 'end' }];
}

/** Says the pieces, then never a byte again until the client goes away; without pieces not even headers. */
export function hangs(...pieces: string[]): Step[] {
  return [...says(...pieces), { type: 'hang' }];
}

/** Says the pieces, then the connection is gone; without pieces before any header. */
export function breaksOff(pieces: string[] = [], how: 'close' | 'reset' = 'close'): Step[] {
  return [...says(...pieces), { type: 'cut', how }];
}

/** The same steps, with other bytes or another served model: `written({ bytes: { slice: 1 } }, answers('é'))`. */
export function written(options: ScriptOptions, script: Script): Script {
  const plain = 'steps' in script ? script : { steps: script };
  return { ...plain, ...options };
}

/** A different script for each asking; the last one stays: `inTurn(failsBefore(502), answers('Better'))`. */
export function inTurn(...scripts: [Script, ...Script[]]): () => Script {
  let asked = 0;
  const [first] = scripts;
  return () => scripts[Math.min(asked++, scripts.length - 1)] ?? first;
}
