/** What OpenRouter bills for an answer, as it stands in the last frame before `[DONE]`. */
export interface WireUsage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  /** USD. */
  cost: number;
  prompt_tokens_details: { cached_tokens: number };
  completion_tokens_details: { reasoning_tokens: number };
}

/** OpenRouter's own error object; `code` is missing beside `availability`, and may be a word in mid-stream. */
export interface WireError {
  code?: number | string;
  message: string;
  metadata?: Record<string, unknown>;
  [other: string]: unknown;
}

/**
 * What a model does next once it is asked. The answer begins (200, `text/event-stream`) with the first step that
 * writes; `wait`, `until`, `hang` and `cut` before that come before the headers.
 */
export type Step =
  /** The whole answer, in place of a stream: an error with its status, or anything else that is not SSE. */
  | { type: 'answer'; status: number; headers?: Record<string, string>; body: string | object | Uint8Array }
  /** Sends the headers and no byte of the body. */
  | { type: 'open'; headers?: Record<string, string> }
  /** `: OPENROUTER PROCESSING` unless another text is given. */
  | { type: 'comment'; text?: string }
  | { type: 'text'; content: string }
  /** A text that is the moment of its writing: ms since 1970, with its fraction, and a space. */
  | { type: 'stamp' }
  | { type: 'reasoning'; content: string }
  /** OpenRouter's error chunk inside the stream. Like there, nothing ends by it: the next steps do that. */
  | { type: 'error'; error: WireError }
  /** One frame holding this JSON as it is, without the fields that every chunk has. */
  | { type: 'frame'; json: unknown }
  /** These bytes as they are. Line endings are not translated. */
  | { type: 'raw'; bytes: string | Uint8Array }
  | { type: 'wait'; ms: number }
  /** Goes on when the test says so; the way to order things without sleeping. */
  | { type: 'until'; promise: PromiseLike<unknown> }
  /** finish_reason, usage, `[DONE]`; usage is counted when absent, left out when null. The connection stays open. */
  | { type: 'finish'; reason?: string; usage?: Partial<WireUsage> | null }
  /** `[DONE]` alone. */
  | { type: 'done' }
  /** Ends the response in good order, which the end of the script does too. */
  | { type: 'end' }
  /**
   * Drops the connection. `close` (FIN) lets the reader have what was written before; `reset` (RST) may take that
   * away from it, as a real reset does.
   */
  | { type: 'cut'; how?: 'close' | 'reset' }
  /** Nothing more until the client goes away. */
  | { type: 'hang' };

/** How the bytes of a stream are written. */
export interface Bytes {
  /** Default `\n`. */
  newline?: '\n' | '\r' | '\r\n';
  /** Puts a byte order mark first. */
  bom?: boolean;
  /** Bytes in one write: always so many, or 1 to `longest` by a seeded chance. Splits inside UTF-8 characters. */
  slice?: number | { seed: number; longest: number };
  /** Frames are held back until the script waits or ends, and then written at once. */
  together?: boolean;
  /** Compresses what is written, and says so in the headers; each write can be unpacked as it comes. */
  encoding?: 'gzip' | 'deflate' | 'br';
}

export interface ScriptOptions {
  bytes?: Bytes;
  /** What `model` in the chunks says, when it differs from what was asked (`~vendor/…-latest`). */
  servedModel?: string;
  /** The upstream provider's name in the chunks. */
  provider?: string;
}

export type Script = readonly Step[] | ({ steps: readonly Step[] } & ScriptOptions);
