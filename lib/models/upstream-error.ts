/** What our own fetch found wrong with a provider's answer, before the provider package could read it. */
export type UpstreamFault = 'not-a-stream' | 'frame-too-large' | 'unknown-encoding' | 'unknown-status';

export class UpstreamError extends Error {
  /** @param answer of one that is JSON in the place of a stream; it stays inside the process. */
  constructor(
    readonly fault: UpstreamFault,
    readonly answer?: { readonly body: unknown; readonly headers: Readonly<Record<string, string>> },
  ) {
    super(fault);
    this.name = 'UpstreamError';
  }
}
