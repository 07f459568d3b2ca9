import type { Lane } from '@/lib/protocol/lane';
import type { Clock } from '../time/clock';
import type { RunningLane } from './run-lane';
import type { RunLog } from './run-log';
import type { InterruptedRun } from './takeover/closing-entries';

/** A run under way in this process: its log, and the hands on its lanes. */
export class LiveRun {
  #readers = 0;
  #cancelOrphan: (() => void) | null = null;
  #lanes: readonly RunningLane[];
  #over = false;

  /** Another process has taken it over: it is the other's to end. */
  lost = false;
  /** Resolves when every lane has ended and the log is closed. */
  readonly ended: Promise<void>;
  /** Resolves when the database has its whole log, too, and knows that it has ended: nothing is left to be done. */
  settled: Promise<void>;

  /** @param visitor whose it is. */
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

  /** @param done called when that lane has ended, for each lane. */
  onLaneEnd(done: (lane: Lane) => void): void {
    for (const { lane, ended } of this.#lanes) ended.then(() => done(lane));
  }

  /** Stops one lane, or all of them. */
  stop(lane?: Lane): void {
    for (const running of this.#lanes) {
      if (lane === undefined || running.lane === lane) running.stop();
    }
  }

  /** Ends the lanes that still run as interrupted: this process ends. */
  interrupt(): void {
    for (const running of this.#lanes) running.interrupt();
  }

  /** Leaves it to the process that has taken it over: its lanes are closed, and say nothing more. */
  lose(): void {
    this.lost = true;
    this.log.forsake();
    this.stop();
  }

  /** Counts a reader. A run that nobody reads is stopped after the grace, to save money. @returns its leaving. */
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
      // When that cannot be asked, nobody elsewhere can read either.
      const read = await this.isReadElsewhere(this.id).catch(() => false);
      // A reader has come since, and may have gone again: its grace is another one.
      if (this.#cancelOrphan !== cancel) return;
      if (read) this.#awaitReader();
      else this.stop();
    });
    this.#cancelOrphan = cancel;
  }
}
