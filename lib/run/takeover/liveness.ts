import type { ActiveRun } from '@/lib/persistence/active-runs';
import type { Clock } from '@/lib/time/clock';
import type { ProcessTable, Whereabouts } from './process-table';

/** A look counts at most so much of the time since the look before, ms: between them the database may have been away. */
const MOST_COUNTED_MS = 2500;
/** Between two looks that are further apart, ms, all machines may have been asleep. */
const LONGEST_BREAK_MS = 10_000;
/** If nothing surer is known, a process is dead after we have seen it silent for so long, ms. */
export const SEEN_SILENT_MS = 5000;
/** Or after it was silent for so long, ms, by the database's clock, and still is at another look. */
export const LONG_SILENT_MS = 60_000;
/** A process that lives in our process table may hang; it is then taken for dead after so long, ms. */
export const ALIVE_AND_SILENT_MS = 300_000;
/**
 * If our process table says that a process is dead, it must also have been silent for so long, ms (three heartbeats): the
 * table may be that of a copied machine.
 */
export const DEAD_SILENT_MS = 1500;
/** If the database's clock says that a process is silent, we must see it silent for so long, ms: both may have been asleep. */
export const CONFIRMED_MS = 2500;

/** Whether a run is abandoned. `soon`: another look in so many ms can tell. */
export type Verdict = 'kept' | 'abandoned' | { soon: number };

/**
 * Tells which runs are abandoned: their process is dead. While the database is stuck, heartbeats of live processes do not
 * arrive, so only silence while the database answers counts.
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

  /** Whether the silence of one of these runs can tell anything: not of a process that lives in our process table. */
  judges(underWay: readonly ActiveRun[]): boolean {
    return underWay.some(
      ({ owner, silentMs }) => this.table.whereaboutsOf(owner, this.me) !== 'alive' || silentMs > ALIVE_AND_SILENT_MS,
    );
  }

  /** Notes the active runs. @param stuck the database accepts no writes, so no heartbeat could arrive. */
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

  /** Whether the process of a run that another process owned at the last look is dead. */
  verdictOn({ run, owner, silentMs }: ActiveRun): Verdict {
    if (this.#stuck) return 'kept';
    const seen = this.#seen.get(run.run) ?? { silentMs: 0, steadyMs: 0 };
    return verdict(this.table.whereaboutsOf(owner, this.me), seen, silentMs);
  }
}

interface Seen {
  heartbeatAt: string;
  /** How long it was silent over all looks, ms. */
  silentMs: number;
  /** The same since the last break between looks. */
  steadyMs: number;
}

/** @param ageMs the age of the heartbeat by the database's clock. */
function verdict(owner: Whereabouts, { silentMs, steadyMs }: Omit<Seen, 'heartbeatAt'>, ageMs: number): Verdict {
  switch (owner) {
    case 'dead':
      return ageMs >= DEAD_SILENT_MS ? 'abandoned' : { soon: DEAD_SILENT_MS - ageMs };
    case 'alive':
      return ageMs > ALIVE_AND_SILENT_MS ? confirmed(steadyMs) : 'kept';
    case 'us':
    case 'unknown':
    case 'nobody':
      if (silentMs > SEEN_SILENT_MS) return 'abandoned';
      return ageMs > LONG_SILENT_MS ? confirmed(steadyMs) : 'kept';
  }
}

function confirmed(steadyMs: number): Verdict {
  return steadyMs >= CONFIRMED_MS ? 'abandoned' : { soon: CONFIRMED_MS - steadyMs };
}
