import { type AnswerPiece, type LongPart, pieceOf } from '@/lib/comparison/beginning';
import { hidesNames } from '@/lib/comparison/hides-names';
import { runsWithoutCost, withLateCosts } from '@/lib/comparison/late-costs';
import { type Projection, project } from '@/lib/comparison/project';
import { attemptsOf, type ComparisonState, joinStates } from '@/lib/comparison/state';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { EncodedEntry } from '@/lib/protocol/frames';
import type { Lane } from '@/lib/protocol/lane';
import type { Session } from '@/lib/session/session';
import { isWhole } from '../run/takeover/remote-log';
import type { App } from './app';
import { foldLog } from './folded-runs';
import { noSuchComparison, Refusal, refuseUnsaved } from './refusal';
import { findOwnComparison } from './require-own';

export interface LoadedComparison {
  record: ComparisonRecord;
  state: ComparisonState;
  /** The age of each active run, ms since it began. */
  elapsed: Record<string, number>;
}

/** @returns the comparison as its author may see it. @throws Refusal when that visitor has no such comparison. */
export async function loadOwnComparison(app: App, session: Session, id: string): Promise<LoadedComparison> {
  const { record } = await findOwnComparison(app, session, id);
  const loaded = await load(app, record);
  const projection = authorProjection(hidesNames(record));
  return {
    record: projection.record(record),
    state: projection.state(loaded.state),
    elapsed: projection.blind ? {} : loaded.elapsed,
  };
}

/** @param blind the author may not know the names yet. */
export function authorProjection(blind: boolean): Projection {
  return project({ kind: blind ? 'blind' : 'author' });
}

/** @returns the comparison with all that is to see now, regardless of who reads it; null when there is none. */
export async function loadComparison(app: App, id: string): Promise<LoadedComparison | null> {
  const record = app.unsaved.get(id)?.record ?? (await app.persistence.findComparison(id));
  return record && load(app, record);
}

async function load(app: App, record: ComparisonRecord): Promise<LoadedComparison> {
  const folded = await foldRuns(app, record, (run) => app.liveRuns.get(run)?.log.entriesAfter(0));
  const state = await withKnownCosts(app, folded);
  return { record, state, elapsed: elapsedOf(app, record) };
}

/** A fold is kept as it was when the run ended, so what became known later is added here. */
async function withKnownCosts({ persistence }: App, state: ComparisonState): Promise<ComparisonState> {
  const runs = runsWithoutCost(state);
  if (runs.length === 0) return state;
  const costs = await persistence.costsOf(runs);
  return withLateCosts(
    state,
    costs.map(({ run, lane, cost }) => ({ run, lane, cost: cost / 1e6 })),
  );
}

/** @throws Refusal when there is no such comparison, or it is not saved yet. */
export async function findRecord(app: App, id: string): Promise<ComparisonRecord> {
  refuseUnsaved(app, id);
  const record = await app.persistence.findComparison(id);
  if (!record) throw noSuchComparison();
  return record;
}

/**
 * The answers so far, with entries that readers may not see yet: a lane that has just ended can be asked at once, and its
 * messages are complete.
 */
export function stateForMessages(app: App, record: ComparisonRecord): Promise<ComparisonState> {
  return foldRuns(app, record, (run) => app.liveRuns.get(run)?.log.appended());
}

async function foldRuns(
  app: App,
  record: ComparisonRecord,
  live: (run: string) => readonly EncodedEntry[] | undefined,
): Promise<ComparisonState> {
  const runs = record.turns.flatMap((turn) => turn.runs.map(({ run }) => ({ run, entries: live(run) })));
  const stored = runs.filter(({ run, entries }) => !entries && !app.foldedRuns.has(run)).map(({ run }) => run);
  const logs = stored.length > 0 ? await readStoredLogs(app, stored) : new Map<string, readonly EncodedEntry[]>();
  const states: ComparisonState[] = [];
  for (const { run, entries } of runs) {
    // A fold that was in the cache may be gone meanwhile.
    const read = async () => logs.get(run) ?? (await readStoredLogs(app, [run])).get(run) ?? [];
    states.push(entries ? await foldLog(run, entries) : await app.foldedRuns.fold(run, read));
  }
  return joinStates(states);
}

/** Reads logs from the database. If the process that owned one of the runs is dead, ends the run now. */
async function readStoredLogs(app: App, runs: readonly string[]): Promise<Map<string, readonly EncodedEntry[]>> {
  const read = async (some: readonly string[]) => {
    const logs = await app.persistence.readLogs(some);
    return some.map((run) => [run, logs.get(run) ?? []] as const);
  };
  const logs = new Map(await read(runs));
  const open = runs.filter((run) => !isWhole(logs.get(run) ?? []));
  if (open.length > 0 && (await app.reaper.reap()) > 0) {
    for (const [run, entries] of await read(open)) logs.set(run, entries);
  }
  return logs;
}

/** @returns the age of each run of that record that is active in this process, ms. */
export function elapsedOf(app: App, record: ComparisonRecord): Record<string, number> {
  const live = record.turns.flatMap((turn) => turn.runs).flatMap(({ run }) => app.liveRuns.get(run) ?? []);
  return Object.fromEntries(live.map(({ id, log }) => [id, log.elapsed()]));
}

/** Names a piece of an answer. */
export interface AnswerPlace {
  turn: number;
  lane: Lane;
  attempt: number;
  part: LongPart;
  /** Where the piece begins, in UTF-16 units of that part. */
  after: number;
}

/**
 * Reads a piece of an answer that is too long for a page.
 *
 * @param loaded as the reader may see it.
 * @throws Refusal when it has no such answer.
 */
export function readAnswer(
  { state }: LoadedComparison,
  { turn, lane, attempt, part, after }: AnswerPlace,
): AnswerPiece {
  const answer = attemptsOf(state, turn, lane).find((candidate) => candidate.attempt === attempt);
  if (!answer) {
    throw new Refusal('not-found', `There is no attempt ${attempt} of lane ${lane} in turn ${turn} here.`);
  }
  return pieceOf(answer[part], after);
}
