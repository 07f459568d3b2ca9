import type { Lane } from '@/lib/protocol/lane';
import type { LiveRun } from './live-run';

/** The runs under way in this process, and which lanes of which comparison are taken by them. */
export class LiveRuns {
  #runs = new Map<string, LiveRun>();
  #taken = new Set<string>();

  get(run: string): LiveRun | undefined {
    return this.#runs.get(run);
  }

  all(): LiveRun[] {
    return [...this.#runs.values()];
  }

  /** Resolves when nothing is left to be done for any of them, those that come meanwhile too. */
  async settled(): Promise<void> {
    while (this.#runs.size > 0) await Promise.all(this.all().map((run) => run.settled));
  }

  /** @returns those of a comparison. */
  of(comparison: string): LiveRun[] {
    return [...this.#runs.values()].filter((run) => run.comparison === comparison);
  }

  /**
   * Takes lanes of a comparison for a run that is about to start, all or none.
   *
   * @returns the lanes that are still running and so cannot be asked; none when they are all yours now.
   */
  take(comparison: string, lanes: readonly Lane[]): Lane[] {
    const busy = lanes.filter((lane) => this.#taken.has(keyOf(comparison, lane)));
    if (busy.length === 0) for (const lane of lanes) this.#taken.add(keyOf(comparison, lane));
    return busy;
  }

  giveBack(comparison: string, lanes: readonly Lane[]): void {
    for (const lane of lanes) this.#taken.delete(keyOf(comparison, lane));
  }

  /** Each lane is free again when it has ended, before the run has. */
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
