import type { Lane } from '@/lib/protocol/lane';
import type { Clock } from '../time/clock';
import type { RunningLane } from './run-lane';
import type { RunLog } from './run-log';
import type { InterruptedRun } from './takeover/closing-entries';

/** An active run of this process: its log and its lanes. */
export class LiveRun {
  #readers = 0;
  #cancelOrphan: (() => void) | null = null;
  #lanes: readonly RunningLane[];
  #over = false;

  /** Another process has taken it over and ends it. */
  lost = false;
  /** Its author did not know the names when it began. */
  blind = false;
  /** Resolves when every lane has ended and the log is closed. */
  readonly ended: Promise<void>;
  /** Resolves when also the database has its whole log and knows that it has ended. */
  settled: Promise<void>;

  /** @param visitor the owner of the comparison. */
  constructor(
    readonly place: InterruptedRun,
    readonly visitor: string,
    readonly log: RunLog,
    lanes: readonly RunningLane[],
    private readonly clock: Clock,
    private readonly orphanGraceMs: number,
    private readonly isReadElsewhere: (run: string) => Promise<boolean>,
  ) {
    this.#lanes = lanes;
    this.ended = Promise.all(lanes.map((lane) => lane.ended)).then(() => {
      this.#over = true;
      this.#cancelOrphan?.();
    });
    this.settled = this.ended;
    this.#awaitReader();
  }

  get id(): string {
    return this.place.run.run;
  }

  get comparison(): string {
    return this.place.comparison;
  }

  /** @param done called for each lane when it ends. */
  onLaneEnd(done: (lane: Lane) => void): void {
    for (const { lane, ended } of this.#lanes) ended.then(() => done(lane));
  }

  /** Stops one lane; without an argument all lanes. */
  stop(lane?: Lane): void {
    for (const running of this.#lanes) {
      if (lane === undefined || running.lane === lane) running.stop();
    }
  }

  /** Ends the lanes that still run as interrupted, because this process ends. */
  interrupt(): void {
    for (const running of this.#lanes) running.interrupt();
  }

  /** Leaves the run to the process that has taken it over. Its lanes are aborted and emit nothing more. */
  lose(): void {
    this.lost = true;
    this.log.forsake();
    this.stop();
  }

  /** Counts a reader. To save money, a run without readers is stopped after the grace. @returns a function that removes the reader. */
  addReader(): () => void {
    this.#readers += 1;
    this.#cancelOrphan?.();
    this.#cancelOrphan = null;
    return () => {
      this.#readers -= 1;
      if (this.#readers === 0) this.#awaitReader();
    };
  }

  #awaitReader(): void {
    if (this.#over) return;
    const cancel = this.clock.after(this.orphanGraceMs, async () => {
      // While the database is away, nobody elsewhere can read either.
      const read = await this.isReadElsewhere(this.id).catch(() => false);
      // A reader has come meanwhile; when it leaves, a new grace begins.
      if (this.#cancelOrphan !== cancel) return;
      if (read) this.#awaitReader();
      else this.stop();
    });
    this.#cancelOrphan = cancel;
  }
}
