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
