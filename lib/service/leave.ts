import { within } from '../time/within';
import type { App } from './app';

/** How long readers wait for the end of their runs, ms; then they connect to another process. */
const READERS_WAIT_MS = 1000;
/** How long the remaining writes may take in all, ms. */
const LONGEST_WRITE_MS = 7000;
/** How long closing the database may take, ms. */
const LONGEST_CLOSE_MS = 1000;

/**
 * Ends this process's work in an orderly way: no run begins any more, running lanes end as interrupted, readers are told
 * to connect again, and everything is written. Never rejects, and resolves after 8 s at most. Another process ends the runs
 * whose end the database has not accepted by then.
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

/** The exit status by the convention of shells: 128 plus the signal's number. */
const STATUS = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof STATUS;

/** The process ends this long after the first signal at the latest, ms. */
const LONGEST_LEAVING_MS = 9500;
/** How long Next may take afterwards to finish responses, ms. */
const LONGEST_CLOSING_MS = 1500;
/**
 * A second signal ends the process, but not sooner than this after the first, ms: a terminal and npm may both send the
 * same Ctrl-C, and an orderly end is usually quicker.
 */
const DUPLICATE_MS = 250;

/** The part of `process` that is needed here; tests pass their own. */
export interface SignalPorts {
  listeners(signal: Signal): ((signal: Signal) => void)[];
  /** Replaces all listeners of the signal by one. */
  replaceListeners(signal: Signal, listener: () => void): void;
  exit(status: number): void;
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
 * On SIGTERM or SIGINT leaves in good order, then ends the process, within 10 s. A second signal ends it at once. Next's
 * own listeners would close the server at once and wait for every response without a limit, so they are removed and get the
 * signal after `leave`.
 *
 * @param leave never rejects.
 */
export function leaveOnSignals(leave: () => Promise<void>, ports: SignalPorts = processPorts): void {
  let began: number | null = null;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const nextListeners = ports.listeners(signal);
    const exit = () => ports.exit(STATUS[signal]);
    ports.replaceListeners(signal, () => {
      if (began !== null) return ports.after(Math.max(0, began + DUPLICATE_MS - ports.now()), exit);
      began = ports.now();
      ports.after(LONGEST_LEAVING_MS, exit);
      void leave().then(() => {
        if (nextListeners.length === 0) return exit();
        ports.after(LONGEST_CLOSING_MS, exit);
        for (const listener of nextListeners) listener(signal);
      });
    });
  }
}
