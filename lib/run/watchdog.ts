import type { FailureCode } from '@/lib/protocol/failure';
import type { Clock } from '../time/clock';

/** How long a try may be silent, ms. */
export const LIMITS = {
  headers: 30_000,
  /** From the last sign of life to the first output; a lane's longest time is the only limit to signs of life. */
  firstOutput: 60_000,
  silence: 60_000,
} as const;

/**
 * Watches one try of a lane and says when it has been silent for too long. It keeps one deadline and one timer:
 * a sign of life moves the deadline, and the timer looks again when it fires.
 */
export class Watchdog {
  #deadline: number;
  #stage: 'headers' | 'first-output' | 'streaming' = 'headers';
  #cancel: (() => void) | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly onSilence: (code: FailureCode) => void,
  ) {
    this.#deadline = clock.now() + LIMITS.headers;
    this.#arm();
  }

  /** Headers or a processing comment: alive, no output yet. */
  signOfLife(): void {
    if (this.#stage === 'streaming') {
      this.output();
      return;
    }
    this.#stage = 'first-output';
    this.#deadline = this.clock.now() + LIMITS.firstOutput;
  }

  output(): void {
    this.#stage = 'streaming';
    this.#deadline = this.clock.now() + LIMITS.silence;
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #arm(): void {
    this.#cancel = this.clock.after(this.#deadline - this.clock.now(), () => {
      if (this.clock.now() < this.#deadline) return this.#arm();
      this.onSilence(this.#stage === 'streaming' ? 'stalled' : 'timed-out');
    });
  }
}
