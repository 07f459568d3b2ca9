import { hidesNames } from '@/lib/comparison/hides-names';
import { encodeRecord } from '@/lib/protocol/frames';
import type { LogPlace } from '@/lib/protocol/log-place';
import type { Session } from '@/lib/session/session';
import type { LiveRun } from '../run/live-run';
import type { OpenLog } from '../run/open-logs';
import { readLog } from '../run/read-log';
import type { ReadableLog } from '../run/run-log';
import { storedLog } from '../run/takeover/remote-log';
import type { App } from './app';
import type { StartedRun } from './begin-run';
import { authorProjection } from './load-comparison';
import { findShared, findWorkingShare } from './load-share';
import type { Reader } from './polls';
import { noSuchRun, refuseWhenLeaving, unlessRefused } from './refusal';
import { requireOwnRun } from './require-own';
import { projectedLog, whileShared } from './share-log';

/** One reader's stream of a run that is active here: every event after `after`, live until the end. */
export function readLiveRun(app: App, run: LiveRun, after = 0): ReadableStream<Uint8Array> {
  return readLog(run.log, after, app, run.addReader());
}

/** The stream of the reader who has started a run: it opens with the record that the run has changed. */
export function readStartedRun(app: App, { live, record }: StartedRun): ReadableStream<Uint8Array> {
  const projection = authorProjection(hidesNames(record));
  const log = projection.blind ? projectedLog(live.log, projection, live.place.run) : live.log;
  return readLog(log, 0, app, live.addReader(), encodeRecord(projection.record(record)));
}

/**
 * The same for a run that may be over.
 *
 * @returns null when the reader has everything and the log is settled.
 * @throws Refusal when that visitor has no such run.
 */
export async function readRun(
  app: App,
  session: Session,
  run: string,
  place: LogPlace,
): Promise<ReadableStream<Uint8Array> | null> {
  refuseWhenLeaving(app);
  const { blind, run: own } = await requireOwnRun(app, session, run);
  const whole = await openLog(app, run);
  if (!blind) return readUnlessOver(app, whole.log, sequenceIn(place, false), whole.onClose);
  const seen = await app.openLogs.join(`${whole.name} blind`, async () =>
    projectedLog(whole.log, authorProjection(true), own),
  );
  return readUnlessOver(app, seen.log, sequenceIn(place, true), () => {
    seen.onClose();
    whole.onClose();
  });
}

/** A place in the blind log is none in the log with names: once they are shown, a reader begins again. */
function sequenceIn(place: LogPlace, blind: boolean): number {
  return (place.blind ?? false) === blind ? place.sequence : 0;
}

/**
 * The same for a spectator of a link, until the link is revoked.
 *
 * @returns null, as {@link readRun}.
 * @throws Refusal when the link does not work, or shows nothing of that run.
 */
export async function readSharedRun(
  app: App,
  slug: string,
  run: string,
  place: LogPlace,
  reader?: Reader,
): Promise<ReadableStream<Uint8Array> | null> {
  refuseWhenLeaving(app);
  const { record, projection } = await findShared(app, slug, reader);
  const after = sequenceIn(place, projection.blind);
  const { turns } = record;
  const sharedRun = turns.flatMap(({ runs }) => runs).find((record) => record.run === run);
  if (!sharedRun) throw noSuchRun();
  const whole = await openLog(app, run);
  // A reader who has everything is answered without projecting the log.
  if (!projection.blind && whole.log.settled && whole.log.entriesAfter(after).length === 0) {
    whole.onClose();
    return null;
  }
  const isShared = async () => (await unlessRefused(findWorkingShare(app, slug))) !== null;
  const name = `${whole.name} by ${slug}${projection.blind ? ' blind' : ''}`;
  const shared = await app.openLogs.join(name, async () =>
    whileShared(projectedLog(whole.log, projection, sharedRun), app.clock, isShared),
  );
  return readUnlessOver(app, shared.log, after, () => {
    shared.onClose();
    whole.onClose();
  });
}

function readUnlessOver(
  app: App,
  log: ReadableLog,
  after: number,
  onClose: () => void,
): ReadableStream<Uint8Array> | null {
  if (!log.settled || log.entriesAfter(after).length > 0) return readLog(log, after, app, onClose);
  onClose();
  return null;
}

/** A run's log, in this process or the database. */
async function openLog(app: App, run: string): Promise<OpenLog & { name: string }> {
  const live = app.liveRuns.get(run);
  if (live) return { name: `live ${run}`, log: live.log, onClose: live.addReader() };
  const name = `stored ${run}`;
  const stored = await app.openLogs.join(name, async () => {
    const entries = await app.persistence.readEntries(run);
    // Its owner may be dead, so the reaper looks while the log is read.
    return storedLog(app.persistence, app.clock, run, entries, () => app.reaper.reap());
  });
  return { name, ...stored };
}
