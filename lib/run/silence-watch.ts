import type { LastHeard, RunUnderWay } from '@/lib/persistence/runs-under-way';
import type { Clock } from './clock';
import { type Whereabouts, whereaboutsOf } from './process-owner';

/** Of each look so much of the time since the one before counts, ms: in between the database may have been away. */
const MOST_COUNTED_MS = 2500;
/** A process that we have seen to be silent for so long, ms, is taken for dead where nothing surer can be known. */
export const SEEN_SILENT_MS = 5000;
/** So is one that was not heard of for so long, ms, by the clocks on the wall, however shortly we have looked. */
export const LONG_SILENT_MS = 60_000;
/** Its number may be another process's by now, but hardly before so long, ms. */
export const ALIVE_AND_SILENT_MS = 300_000;

/**
 * Tells which runs are abandoned: nobody is left to end them. A live process that cannot be heard because the database
 * is stuck must not be taken for dead, so what counts is the silence while the database answered.
 */
export class SilenceWatch {
  #seen = new Map<string, { heartbeatAt: string; silentMs: number }>();
  #lastLook = Number.NEGATIVE_INFINITY;
  #stuck = false;

  constructor(
    private readonly me: string,
    private readonly clock: Clock,
  ) {}

  /** Whether it is silence alone that can tell of one of these: their processes are in no process table of ours. */
  judges(underWay: readonly RunUnderWay[]): boolean {
    return underWay.some(({ owner }) => ['us', 'unknown', 'nobody'].includes(whereaboutsOf(owner, this.me)));
  }

  /** Takes in what is under way. @param stuck the database takes nothing: nobody could be heard. */
  look(underWay: readonly RunUnderWay[], stuck: boolean): void {
    const now = this.clock.now();
    const passed = Math.min(MOST_COUNTED_MS, now - this.#lastLook);
    const before = this.#seen;
    this.#seen = new Map();
    this.#lastLook = now;
    this.#stuck = stuck;
    for (const { run, heartbeatAt } of underWay) {
      const known = before.get(run.run);
      const silentMs = known?.heartbeatAt === heartbeatAt && !stuck ? known.silentMs + passed : 0;
      this.#seen.set(run.run, { heartbeatAt, silentMs });
    }
  }

  /** Whether nobody is left to end a run that was under way at the last look, and that we do not run. */
  isAbandoned(run: string, heard: LastHeard): boolean {
    const seen = this.#seen.get(run)?.silentMs ?? 0;
    const told = this.#stuck ? 0 : this.clock.date().getTime() - Date.parse(heard.heartbeatAt);
    return isGone(whereaboutsOf(heard.owner, this.me), seen, told);
  }
}

function isGone(owner: Whereabouts, seenMs: number, toldMs: number): boolean {
  switch (owner) {
    case 'dead':
      return true;
    case 'alive':
      return toldMs > ALIVE_AND_SILENT_MS;
    case 'us':
    case 'unknown':
    case 'nobody':
      return seenMs > SEEN_SILENT_MS || toldMs > LONG_SILENT_MS;
  }
}
