/** Is told when a lane may call its model. */
export interface QueuedLane {
  /** It has to wait: others are called at the moment. At most once, before `called`. */
  queued(): void;
  /** It may call now. */
  called(): void;
}

/**
 * Lanes that wait until their source is free, first come, first served. It belongs to the process: lanes of all runs and
 * visitors wait in the same queue.
 */
export class CallQueue {
  #waiting: QueuedLane[] = [];
  #calls = 0;

  /** @param atOnce how many lanes the source answers at the same time. */
  constructor(private readonly atOnce: number) {}

  /** @returns a function for the lane's end: it leaves the queue, or lets the next lane call. Further calls do nothing. */
  join(lane: QueuedLane): () => void {
    let left = false;
    if (this.#calls < this.atOnce) this.#call(lane);
    else {
      this.#waiting.push(lane);
      lane.queued();
    }
    return () => {
      if (left) return;
      left = true;
      if (this.#waiting.includes(lane)) this.#waiting = this.#waiting.filter((waiting) => waiting !== lane);
      else this.#free();
    };
  }

  #free(): void {
    this.#calls -= 1;
    const next = this.#waiting.shift();
    if (next) this.#call(next);
  }

  #call(lane: QueuedLane): void {
    this.#calls += 1;
    lane.called();
  }
}
