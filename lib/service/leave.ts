import { within } from '../time/within';
import type { App } from './app';

/** How long readers wait for the endings of their runs, ms; after that they connect to another process. */
const READERS_WAIT_MS = 1000;
/** How long the database has in all to take what is left to write, ms. */
const LONGEST_WRITE_MS = 7000;
/** How long the database has to close, ms. */
const LONGEST_CLOSE_MS = 1000;

/**
 * Ends this process's work in an orderly way: no run begins any more, all lanes that run end as interrupted, readers
 * are told, and everything is written. Never rejects, and resolves after 8 s at most: what the database has not taken
 * by then, the next process ends as interrupted.
 */
export async function leave(app: App): Promise<void> {
  const { departure, liveRuns, persistence, clock } = app;
  departure.advance('leaving');
  for (const run of liveRuns.all()) run.interrupt();
  const written = liveRuns.settled();
  await within(clock, READERS_WAIT_MS, written);
  departure.advance('gone');
  await within(clock, LONGEST_WRITE_MS - READERS_WAIT_MS, written);
  await within(clock, LONGEST_CLOSE_MS, persistence.close());
}

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
