import type { Persistence } from '@/lib/persistence/persistence';
import type { Clock } from '../time/clock';
import { pause } from '../time/pause';
import { within } from '../time/within';

/** The pause after a step is so many times as long as the step, and at least and at most so many ms: streams come first. */
const PAUSE_A_STEP = 4;
const SHORTEST_PAUSE_MS = 1;
const LONGEST_PAUSE_MS = 100;
/** How long a caller waits for the index at most, ms. */
const LONGEST_WAIT_MS = 2000;

/**
 * Brings the index of the search up to date in the background, a little at a time: after the start, when a run has ended, and
 * when the history is read. What a process leaves undone, the next one does.
 */
export class SearchIndexer {
  #working: Promise<void> | null = null;
  /** Something may have become due since the work began. */
  #again = false;

  constructor(
    private readonly persistence: Pick<Persistence, 'indexNext'>,
    private readonly clock: Clock,
  ) {}

  /** Begins, if nothing is under way. Resolves when nothing is due any more, and after 2 s at the latest. Never rejects. */
  async wake(): Promise<void> {
    this.#again = true;
    // While the database is away nothing is indexed; a later call tries again.
    this.#working ??= this.#work()
      .catch(() => {})
      .finally(() => {
        this.#working = null;
      });
    await within(this.clock, LONGEST_WAIT_MS, this.#working);
  }

  async #work(): Promise<void> {
    let beganAt = this.clock.now();
    const rest = async () => {
      const took = this.clock.now() - beganAt;
      await pause(this.clock, Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, PAUSE_A_STEP * took)));
      beganAt = this.clock.now();
    };
    while (this.#again) {
      this.#again = false;
      while (await this.persistence.indexNext(rest)) await rest();
    }
  }
}
