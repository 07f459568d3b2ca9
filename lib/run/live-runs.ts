import type { Lane } from '@/lib/protocol/lane';
import type { LiveRun } from './live-run';

/** The active runs of this process, and the lanes that they have taken. */
export class LiveRuns {
  #runs = new Map<string, LiveRun>();
  #taken = new Set<string>();

  get(run: string): LiveRun | undefined {
    return this.#runs.get(run);
  }

  all(): LiveRun[] {
    return [...this.#runs.values()];
  }

  /** Resolves when all runs have settled, also those that start meanwhile. */
  async settled(): Promise<void> {
    while (this.#runs.size > 0) await Promise.all(this.all().map((run) => run.settled));
  }

  /** @returns the runs of a comparison. */
  of(comparison: string): LiveRun[] {
    return [...this.#runs.values()].filter((run) => run.comparison === comparison);
  }

  /**
   * Takes lanes of a comparison for a run that is about to start: all or none.
   *
   * @returns the lanes that another run has taken; empty on success.
   */
  take(comparison: string, lanes: readonly Lane[]): Lane[] {
    const busy = lanes.filter((lane) => this.#taken.has(keyOf(comparison, lane)));
    if (busy.length === 0) for (const lane of lanes) this.#taken.add(keyOf(comparison, lane));
    return busy;
  }

  giveBack(comparison: string, lanes: readonly Lane[]): void {
    for (const lane of lanes) this.#taken.delete(keyOf(comparison, lane));
  }

  /** Adds a run. Each of its lanes becomes free when it ends, even if the run goes on. */
  add(run: LiveRun): void {
    this.#runs.set(run.id, run);
    run.onLaneEnd((lane) => this.giveBack(run.comparison, [lane]));
  }

  remove(run: string): void {
    this.#runs.delete(run);
  }
}

function keyOf(comparison: string, lane: Lane): string {
  return `${comparison}/${lane}`;
}
