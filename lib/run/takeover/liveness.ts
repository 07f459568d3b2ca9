import type { ActiveRun } from '@/lib/persistence/active-runs';
import type { Clock } from '@/lib/time/clock';
import type { ProcessTable, Whereabouts } from './process-table';

/** Of each look so much of the time since the one before counts, ms: in between the database may have been away. */
const MOST_COUNTED_MS = 2500;
/** Two looks that are further apart, ms, may have a sleep of all of us between them. */
const LONGEST_BREAK_MS = 10_000;
/** A process that we have seen to be silent for so long, ms, is taken for dead where nothing surer can be known. */
export const SEEN_SILENT_MS = 5000;
/** So is one that was not heard of for so long, ms, by the database's clock, if it stays silent while we look again. */
export const LONG_SILENT_MS = 60_000;
/** One that lives in our process table may hang, but hardly before so long, ms. */
export const ALIVE_AND_SILENT_MS = 300_000;
/**
 * How long a process must have been silent, ms, that our process table calls dead: three heartbeats would have come
 * by then, should the table be that of a copied machine.
 */
export const DEAD_SILENT_MS = 1500;
/** How long a process must be seen to be silent, ms, that the database calls silent: both may have been asleep. */
export const CONFIRMED_MS = 2500;

/** What is known of a run: `soon` may be told after another look in so many ms. */
export type Verdict = 'kept' | 'abandoned' | { soon: number };

/**
 * Tells which runs are abandoned: nobody is left to end them. A live process that cannot be heard because the database
 * is stuck must not be taken for dead, so what counts is the silence while the database answered.
 */
export class SilenceWatch {
  #seen = new Map<string, Seen>();
  #lastLook = Number.NEGATIVE_INFINITY;
  #stuck = false;

  constructor(
    private readonly me: string,
    private readonly table: ProcessTable,
    private readonly clock: Clock,
  ) {}

  /** Whether the silence of one of these can tell anything now: of who lives in our process table it hardly ever can. */
  judges(underWay: readonly ActiveRun[]): boolean {
    return underWay.some(
      ({ owner, silentMs }) => this.table.whereaboutsOf(owner, this.me) !== 'alive' || silentMs > ALIVE_AND_SILENT_MS,
    );
  }

  /** Takes in what is under way. @param stuck the database takes nothing: nobody could be heard. */
  look(underWay: readonly ActiveRun[], stuck: boolean): void {
    const now = this.clock.now();
    const passed = now - this.#lastLook;
    const before = this.#seen;
    this.#seen = new Map();
    this.#lastLook = now;
    this.#stuck = stuck;
    for (const { run, heartbeatAt } of underWay) {
      const known = before.get(run.run);
      const silent = known?.heartbeatAt === heartbeatAt && !stuck ? known : { silentMs: 0, steadyMs: 0 };
      const counted = silent === known ? Math.min(MOST_COUNTED_MS, passed) : 0;
      this.#seen.set(run.run, {
        heartbeatAt,
        silentMs: silent.silentMs + counted,
        steadyMs: passed > LONGEST_BREAK_MS ? 0 : silent.steadyMs + counted,
      });
    }
  }

  /** Whether nobody is left to end a run that was under way at the last look, and that we do not run. */
  verdictOn({ run, owner, silentMs }: ActiveRun): Verdict {
    if (this.#stuck) return 'kept';
    const seen = this.#seen.get(run.run) ?? { silentMs: 0, steadyMs: 0 };
    return verdict(this.table.whereaboutsOf(owner, this.me), seen, silentMs);
  }
}

interface Seen {
  heartbeatAt: string;
  /** How long it was silent while we looked, ms. */
  silentMs: number;
  /** The same since we have looked without a break. */
  steadyMs: number;
}

/** @param toldMs the silence by the database's clock. */
function verdict(owner: Whereabouts, { silentMs, steadyMs }: Omit<Seen, 'heartbeatAt'>, toldMs: number): Verdict {
  switch (owner) {
    case 'dead':
      return toldMs >= DEAD_SILENT_MS ? 'abandoned' : { soon: DEAD_SILENT_MS - toldMs };
    case 'alive':
      return toldMs > ALIVE_AND_SILENT_MS ? confirmed(steadyMs) : 'kept';
    case 'us':
    case 'unknown':
    case 'nobody':
      if (silentMs > SEEN_SILENT_MS) return 'abandoned';
      return toldMs > LONG_SILENT_MS ? confirmed(steadyMs) : 'kept';
  }
}

function confirmed(steadyMs: number): Verdict {
  return steadyMs >= CONFIRMED_MS ? 'abandoned' : { soon: CONFIRMED_MS - steadyMs };
}
