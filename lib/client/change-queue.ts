/** A change that is shown at once and then sent. */
export interface Change<Value> {
  /** What is changed: of several changes with one key the last one counts. */
  key: string;
  /** What is shown before the change. */
  from: Value;
  to: Value;
  show(value: Value): void;
  /** Rejects when the server refuses. */
  send(): Promise<unknown>;
}

/** Optimistic changes: each is shown at once, and they reach the server in the order in which they were made. */
export interface ChangeQueue<Value> {
  /**
   * Shows a change and sends it after the earlier ones. Once the last change of its key is answered, the server's value
   * is shown. @returns when this change is answered; never rejects.
   */
  change(change: Change<Value>): Promise<void>;
  /** Does a work in the same order that shows nothing beforehand. @returns when it is done; never rejects. */
  enqueue(work: () => Promise<unknown>): Promise<void>;
  /** Notes the server's value. @returns the value to show: that of a change under way, else the server's. */
  learn(key: string, value: Value): Value;
  /** @returns when all changes until now are answered; a different promise after each of them. */
  settled(): Promise<void>;
}

interface Pending<Value> {
  /** The server's value, as far as it is known. */
  server: Value;
  latest: Value;
  unanswered: number;
}

/** @param onRefused called with the error of a refused change, or of a work, whose key is null. */
export function createChangeQueue<Value>(onRefused: (error: unknown, key: string | null) => void): ChangeQueue<Value> {
  /** The keys with changes that the server has not answered. */
  const pending = new Map<string, Pending<Value>>();
  let last: Promise<void> = Promise.resolve();

  return { change, enqueue, learn, settled: () => last };

  function change({ key, from, to, show, send }: Change<Value>): Promise<void> {
    const own = pending.get(key) ?? { server: from, latest: to, unanswered: 0 };
    pending.set(key, own);
    own.latest = to;
    own.unanswered += 1;
    show(to);
    last = last
      .then(send)
      .then(
        () => {
          own.server = to;
        },
        (error: unknown) => onRefused(error, key),
      )
      .then(() => {
        own.unanswered -= 1;
        // A later change of this key decides.
        if (own.unanswered > 0) return;
        pending.delete(key);
        show(own.server);
      });
    return last;
  }

  function enqueue(work: () => Promise<unknown>): Promise<void> {
    last = last.then(work).then(
      () => {},
      (error: unknown) => onRefused(error, null),
    );
    return last;
  }

  function learn(key: string, value: Value): Value {
    const own = pending.get(key);
    if (!own) return value;
    own.server = value;
    return own.latest;
  }
}
