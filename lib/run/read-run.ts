import type { Abreast } from './abreast';
import { interruptAbandoned } from './interrupt-abandoned';
import type { LiveRun } from './live-run';
import { readLog } from './read-log';
import { noSuchRun } from './refusal';
import { isWhole, storedLog } from './stored-log';

/** One reader's stream of a run under way here: every event after `after`, live until the end. */
export function readLiveRun(app: Abreast, run: LiveRun, after = 0): ReadableStream<Uint8Array> {
  return readLog(run.log, after, app.clock, run.addReader());
}

/**
 * The same for a run that may be over.
 *
 * @throws Refusal when there is no such run.
 */
export async function readRun(app: Abreast, run: string, after: number): Promise<ReadableStream<Uint8Array>> {
  const live = app.liveRuns.get(run);
  if (live) return readLiveRun(app, live, after);
  if (!(await app.persistence.findRun(run))) throw noSuchRun();
  const entries = await app.persistence.readEntries(run);
  // Nobody else may be left to end it; then its end stands in the database a moment from now.
  const recover = () => interruptAbandoned(app);
  if (!isWhole(entries)) await recover();
  return readLog(storedLog(app.persistence, app.clock, run, entries, recover), after, app.clock, () => {});
}
