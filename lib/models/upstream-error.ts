/** What our own fetch found wrong with a provider's answer, before the provider package could read it. */
export type UpstreamFault = 'not-a-stream' | 'frame-too-large';

export class UpstreamError extends Error {
  constructor(readonly fault: UpstreamFault) {
    super(fault);
    this.name = 'UpstreamError';
  }
}
