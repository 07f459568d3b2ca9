import { emptyState } from '@/lib/comparison/state';
import { isConstraintViolation } from '@/lib/persistence/sql';
import type { Ask, FollowUp, NewComparison } from '@/lib/protocol/ask';
import type { AskedLane, ComparisonRecord, LaneRecord, RunRecord } from '@/lib/protocol/comparison';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import type { VisitorSession } from '@/lib/session/session';
import { newId } from '../run/new-id';
import { retryForever } from '../time/pause';
import { admitted } from './admit';
import type { App } from './app';
import { askBranch } from './ask-branch';
import { addRun, beginRun, type RunPlan, type StartedRun } from './begin-run';
import { chooseLanes, describeModel, findModels } from './choose-lanes';
import { newRecord } from './new-record';
import { databaseAway, refuseUnsaved, refuseWhenLeaving } from './refusal';
import { refuseBlindTurn } from './refuse-blind';
import { findOwnComparison } from './require-own';
import { shuffled } from './shuffled';

/** How many comparisons may wait in memory, with all their answers, while the database cannot be used. */
export const MOST_UNSAVED = 200;

/**
 * Makes a comparison or a branch of one, or the next turn of one, and starts its run.
 *
 * @param session of the comparison's author.
 * @throws Refusal before anything was created or started; else as {@link addRun} and {@link beginRun}.
 */
export async function ask(app: App, session: VisitorSession, request: Ask): Promise<StartedRun> {
  refuseWhenLeaving(app);
  return admitted(app, session, () => {
    if (request.kind === 'new') return askNew(app, session, request);
    return request.kind === 'branch' ? askBranch(app, session, request) : askFollowUp(app, session, request);
  });
}

async function askNew(
  app: App,
  session: VisitorSession,
  { content, system, ceilingUsd, blind, tags, lineUp, ...request }: NewComparison,
): Promise<StartedRun> {
  const models = await findModels(app, request.lanes);
  // The letters are all that its reader gets, so they must say nothing.
  const lanes = blind ? shuffled(request.lanes, app.randomBelow) : request.lanes;
  if (app.unsaved.size >= MOST_UNSAVED) throw databaseAway();
  const run: RunRecord = {
    run: newId(),
    kind: 'turn',
    lanes: lanes.flatMap(({ model, settings, system: ownSystem }, index): LaneRecord[] => {
      const found = models.get(model);
      const lane = letterAt(index);
      return found ? [{ lane, attempt: 1, ...describeModel(found), settings, system: ownSystem }] : [];
    }),
  };
  const turns = [{ turn: 1, content, system, runs: [run], selected: {}, ballot: null }];
  const record = newRecord(app, { turns, blind, tags, lineUp });
  app.liveRuns.take(
    record.id,
    run.lanes.map(({ lane }) => lane),
  );
  const known = storeNew(app, record, session.visitor);
  return beginRun(app, session, { record, state: emptyState, turn: 1, run, known, ceilingUsd });
}

async function askFollowUp(app: App, session: VisitorSession, request: FollowUp): Promise<StartedRun> {
  const { record: first } = await findOwnComparison(app, session, request.comparison);
  refuseUnsaved(app, first.id);
  refuseBlindTurn(first);
  return addRun(app, session, first, async (record) => {
    const lanes = await chooseLanes(app, record, { requests: request.lanes, turn: null, first });
    return planTurn(app, record, request, lanes);
  });
}

function planTurn(app: App, record: ComparisonRecord, request: FollowUp, askedLanes: readonly AskedLane[]): RunPlan {
  const { id, turns } = record;
  const { content, ceilingUsd } = request;
  const system = request.system === undefined ? (turns.at(-1)?.system ?? null) : request.system;
  const run = newId();
  return {
    run,
    lanes: askedLanes.map(({ lane }) => lane),
    ceilingUsd,
    async add(runsBefore) {
      const turn = { content, system, run, lanes: askedLanes, owner: app.owner };
      const added = await app.persistence.addTurn(id, turn, runsBefore);
      const [first] = added?.runs ?? [];
      return added && first ? { turn: added.turn, run: first } : null;
    },
    grow: (added) => ({
      ...record,
      turns: [...turns, { turn: added.turn, content, system, runs: [added.run], selected: {}, ballot: null }],
    }),
  };
}

function letterAt(index: number): Lane {
  const letter = LANE_LETTERS[index];
  if (!letter) throw new RangeError(`no letter for lane ${index}`);
  return letter;
}

/** Pauses before the first, second … retry, ms; the last one repeats. */
const PAUSES_MS = [100, 250, 500, 1000, 2000];

/**
 * Stores a new comparison and claims its run, retrying until it succeeds. Until then the comparison is unsaved: it can be
 * read, followed and stopped, but not continued, changed or shared.
 *
 * @returns a promise that never rejects.
 */
export async function storeNew(app: App, record: ComparisonRecord, visitor: string): Promise<void> {
  const { unsaved, persistence, clock, owner } = app;
  unsaved.set(record.id, { record, visitor });
  await retryForever(clock, PAUSES_MS, async (failures) => {
    // A write that failed may have been stored all the same.
    if (failures > 0 && (await persistence.findComparison(record.id))) return;
    try {
      await persistence.createComparison(record, visitor, owner);
    } catch (error) {
      // An earlier attempt that seemed to fail has stored it, and another process has deleted it since.
      if (!isConstraintViolation(error)) throw error;
    }
  });
  unsaved.delete(record.id);
}
