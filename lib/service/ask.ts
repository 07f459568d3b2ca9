import { listLanes } from '@/lib/comparison/lanes';
import { emptyState } from '@/lib/comparison/state';
import { isConstraintViolation } from '@/lib/persistence/sql';
import type { Ask, FollowUp, NewComparison } from '@/lib/protocol/ask';
import { type ComparisonRecord, type LaneRecord, type RunRecord, textContent } from '@/lib/protocol/comparison';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import type { VisitorSession } from '@/lib/session/session';
import { newId } from '../run/new-id';
import { pauseAfter } from '../time/pause';
import type { App } from './app';
import { addRun, beginRun, type RunPlan, type StartedRun } from './begin-run';
import { lanesOf } from './load-comparison';
import { databaseAway, Refusal, refuseUnsaved, refuseWhenLeaving } from './refusal';
import { findOwnComparison } from './require-own';

/** How many comparisons may wait in memory, with all their answers, while the database cannot be used. */
export const MOST_UNSAVED = 200;

/**
 * Makes a comparison, or the next turn of one, and starts its run.
 *
 * @param session of the comparison's author.
 * @throws Refusal before anything was created or started; else as {@link addRun} and {@link beginRun}.
 */
export async function ask(app: App, session: VisitorSession, request: Ask): Promise<StartedRun> {
  refuseWhenLeaving(app);
  return request.kind === 'new' ? askNew(app, session, request) : askFollowUp(app, session, request);
}

async function askNew(
  app: App,
  session: VisitorSession,
  { prompt, system, lanes }: NewComparison,
): Promise<StartedRun> {
  const seated = await Promise.all(lanes.map(async (lane) => ({ ...lane, found: await app.catalog.find(lane.model) })));
  const unknown = seated.filter(({ found }) => found.kind === 'unknown-model');
  if (unknown.length > 0) {
    throw new Refusal(
      'unknown-model',
      `There is no model named ${unknown.map(({ model }) => model).join(', ')}. GET /api/models lists them.`,
      unknown.map(({ path, model }) => ({ path, message: `there is no model named ${model}` })),
    );
  }
  if (app.unsaved.size >= MOST_UNSAVED) throw databaseAway();
  const run: RunRecord = {
    run: newId(),
    kind: 'turn',
    lanes: seated.flatMap(({ found, settings }, index): LaneRecord[] => {
      if (found.kind === 'unknown-model') return [];
      const { id, name, vendor, usdPerMillion, demo } = found.model;
      const source = demo ? 'demo' : 'openrouter';
      const lane = letterAt(index);
      return [{ lane, attempt: 1, model: id, source, name, vendor, usdPerMillion, demo, settings, system: null }];
    }),
  };
  const record: ComparisonRecord = {
    id: newId(),
    title: null,
    createdAt: app.clock.date().toISOString(),
    blind: false,
    revealed: false,
    turns: [{ turn: 1, content: textContent(prompt), system, runs: [run], selected: {} }],
  };
  app.liveRuns.take(
    record.id,
    run.lanes.map(({ lane }) => lane),
  );
  const known = storeNew(app, record, session.visitor);
  return beginRun(app, session, { record, state: emptyState, turn: 1, run, known });
}

async function askFollowUp(app: App, session: VisitorSession, request: FollowUp): Promise<StartedRun> {
  const { record } = await findOwnComparison(app, session, request.comparison);
  refuseUnsaved(app, record.id);
  return addRun(app, session, record, (current) => planTurn(app, current, request));
}

function planTurn(app: App, record: ComparisonRecord, { prompt, system: wanted, lanes: named }: FollowUp): RunPlan {
  const known = listLanes(record);
  const lanes = named?.map(({ lane }) => lane) ?? known.map(({ lane }) => lane);
  const absent = lanes.filter((lane) => !known.some((candidate) => candidate.lane === lane));
  if (absent.length > 0) throw new Refusal('not-found', `This comparison has no lane ${absent.join(', ')}.`);
  const { id, turns } = record;
  const run = newId();
  const content = textContent(prompt);
  const system = wanted === undefined ? (turns.at(-1)?.system ?? null) : wanted;
  return {
    run,
    lanes,
    async add(runsBefore) {
      const turn = { content, system, run, lanes: lanesOf(record, lanes), owner: app.owner };
      const added = await app.persistence.addTurn(id, turn, runsBefore);
      const [first] = added?.runs ?? [];
      return added && first ? { turn: added.turn, run: first } : null;
    },
    grow: (added) => ({
      ...record,
      turns: [...turns, { turn: added.turn, content, system, runs: [added.run], selected: {} }],
    }),
  };
}

function letterAt(index: number): Lane {
  const letter = LANE_LETTERS[index];
  if (!letter) throw new RangeError(`no lane letter for seat ${index}`);
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
  for (let failures = 0; ; failures++) {
    try {
      // A write that failed may have been stored all the same.
      if (failures === 0 || !(await persistence.findComparison(record.id))) {
        await persistence.createComparison(record, visitor, owner);
      }
      break;
    } catch (error) {
      // An earlier attempt that seemed to fail has stored it, and another process has deleted it since.
      if (isConstraintViolation(error)) break;
      await pauseAfter(clock, PAUSES_MS, failures);
    }
  }
  unsaved.delete(record.id);
}
