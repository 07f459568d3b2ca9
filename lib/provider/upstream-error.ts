/** What our own fetch found wrong with a response before the provider package could read it. */
export type UpstreamFault =
  | 'not-a-stream'
  | 'unknown-encoding'
  | 'unknown-status'
  | 'not-json'
  | 'unreadable'
  | 'frame-too-large'
  | 'stream-too-large'
  | 'cut';

interface Details extends ErrorOptions {
  /** A JSON response instead of a stream. It stays in this process. */
  answer?: { readonly body: unknown; readonly headers: Readonly<Record<string, string>> };
}

export class UpstreamError extends Error {
  readonly answer: Details['answer'];

  /** @param details `cause` is why the stream broke, if it was cut. */
  constructor(
    readonly fault: UpstreamFault,
    { answer, ...options }: Details = {},
  ) {
    super(fault, options);
    this.name = 'UpstreamError';
    this.answer = answer;
  }
}
