import type { Persistence } from '@/lib/persistence/persistence';
import type { Clock } from './clock';
import type { LiveRun } from './live-run';
import { pause } from './pause';

/** How often the runs under way here are told of and asked about, ms. */
const BEAT_MS = 500;

/**
 * Looks after this process's runs in the database, as long as there are any: says that they live, and hears whom
 * another process was asked to stop. A run that was taken from us, because we were silent for too long, is stopped.
 */
export class RunKeeper {
  #runs = new Map<string, LiveRun>();
  #cancelBeat: (() => void) | null = null;

  constructor(
    private readonly owner: string,
    private readonly persistence: Persistence,
    private readonly clock: Clock,
  ) {}

  /** Looks after a run until it has ended and its log is kept whole. */
  async keep(live: LiveRun): Promise<void> {
    this.#runs.set(live.id, live);
    this.#beatLater();
    await live.ended;
    await saved(live);
    this.#runs.delete(live.id);
    if (this.#runs.size === 0) this.#rest();
    await this.#end(live.id);
  }

  #beatLater(): void {
    this.#cancelBeat ??= this.clock.after(BEAT_MS, async () => {
      // When the database is away the runs go on, and the next beat may reach it.
      await this.#beat().catch(() => {});
      this.#cancelBeat = null;
      if (this.#runs.size > 0) this.#beatLater();
    });
  }

  #rest(): void {
    this.#cancelBeat?.();
    this.#cancelBeat = null;
  }

  async #beat(): Promise<void> {
    const runs = [...this.#runs.keys()];
    for (const lost of await this.persistence.beat(this.owner, runs)) this.#runs.get(lost)?.stop();
    for (const { run, lane } of await this.persistence.stopRequests(runs)) {
      this.#runs.get(run)?.stop(lane ?? undefined);
    }
  }

  async #end(run: string): Promise<void> {
    for (;;) {
      try {
        return await this.persistence.endRun(run);
      } catch {
        await pause(this.clock, BEAT_MS);
      }
    }
  }
}

/** Resolves when the database has the run's whole log, or has refused it: then there is nothing to wait for. */
function saved({ log }: LiveRun): Promise<void> {
  return new Promise((resolve) => {
    if (log.settled) return resolve();
    const stop = log.onRelease(() => {
      if (!log.settled) return;
      stop();
      resolve();
    });
  });
}
