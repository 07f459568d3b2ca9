/** How a process ends that a signal has ended, by the custom of shells: 128 and the signal's number. */
const STATUS = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof STATUS;

/** The process ends so long after the first signal, ms, whatever happens. */
const LONGEST_LEAVING_MS = 9500;
/** How long responses that are under way have after that, ms, in Next's own hands. */
const LONGEST_CLOSING_MS = 1500;
/**
 * How long after the first signal a second one ends the process at the earliest, ms: a terminal and npm may each send
 * the same Ctrl-C, and an orderly end is usually quicker than this.
 */
const DUPLICATE_MS = 250;

/** What this needs of the process; tests give their own. */
export interface SignalPorts {
  listeners(signal: Signal): ((signal: Signal) => void)[];
  /** Puts one listener in the place of all that there are. */
  replaceListeners(signal: Signal, listener: () => void): void;
  exit(status: number): void;
  /** Calls back after `ms`. */
  after(ms: number, fire: () => void): void;
  /** Monotonic ms. */
  now(): number;
}

const processPorts: SignalPorts = {
  listeners: (signal) => process.listeners(signal),
  replaceListeners(signal, listener) {
    process.removeAllListeners(signal);
    process.on(signal, listener);
  },
  exit: (status) => process.exit(status),
  after: (ms, fire) => void setTimeout(fire, ms),
  now: () => performance.now(),
};

/**
 * On SIGTERM or SIGINT leaves in good order, and then ends the process, in 10 s at most. A second signal ends it at
 * once. Next's own listeners stop listening at once and wait for every response without end; they are set aside and get
 * the signal when everything is left.
 *
 * @param leave never rejects.
 */
export function leaveOnSignals(leave: () => Promise<void>, ports: SignalPorts = processPorts): void {
  let began: number | null = null;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const others = ports.listeners(signal);
    const exit = () => ports.exit(STATUS[signal]);
    ports.replaceListeners(signal, () => {
      if (began !== null) return ports.after(Math.max(0, began + DUPLICATE_MS - ports.now()), exit);
      began = ports.now();
      ports.after(LONGEST_LEAVING_MS, exit);
      void leave().then(() => {
        if (others.length === 0) return exit();
        ports.after(LONGEST_CLOSING_MS, exit);
        for (const listener of others) listener(signal);
      });
    });
  }
}
