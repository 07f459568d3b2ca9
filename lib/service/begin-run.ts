import { isRunning } from '@/lib/comparison/answer';
import { hidesNames } from '@/lib/comparison/hides-names';
import { laneMessages } from '@/lib/comparison/lane-messages';
import { attemptsOf, type ComparisonState } from '@/lib/comparison/state';
import { turnOf } from '@/lib/comparison/turns';
import type { ComparisonRecord, RunRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { VisitorSession } from '@/lib/session/session';
import type { LiveRun } from '../run/live-run';
import { LONGEST_HOLD_MS } from '../run/recorder';
import { startRun } from '../run/start-run';
import { CHECK_IN_MS } from '../run/takeover/remote-log';
import { within } from '../time/within';
import type { App } from './app';
import { findRecord, stateForMessages } from './load-comparison';
import { openCalls } from './open-call';
import { endedBeforeItBegan, type Refusal, turnUnderWay } from './refusal';
import { runLine } from './run-line';
import { shuffled } from './shuffled';
import { payerOf } from './visitor-key';

interface Beginning {
  record: ComparisonRecord;
  /** The answers so far, for each lane's messages. */
  state: ComparisonState;
  turn: number;
  run: RunRecord;
  /** Resolves once the database has the run, owned by this process; absent if it has the run already. */
  known?: Promise<void>;
  /** The most that the run may cost, USD; null for no limit but the server's. */
  ceilingUsd?: number | null;
}

export interface StartedRun {
  live: LiveRun;
  /** Resolves when what the run has cost is stored, as far as it will be known. Never rejects. */
  accounted: Promise<void>;
  /** The comparison as it is now, with the run's own turn alone. */
  record: ComparisonRecord;
}

/**
 * Starts a run that is in the record, claims it for this process and keeps it until its log is complete in the database.
 * A slow database delays the start no longer than it delays a reader.
 *
 * @throws Refusal when another process has ended the run before it began: then the run is stored, as interrupted.
 */
export async function beginRun(app: App, session: VisitorSession, beginning: Beginning): Promise<StartedRun> {
  const { record, state, turn, run, known } = beginning;
  if (known) {
    app.recorder.awaitRun(run.run, known);
    await within(app.clock, LONGEST_HOLD_MS, known);
  } else if (await wasTaken(app, run.run)) throw endedBeforeItBegan();
  const system = turnOf(record.turns, turn)?.system ?? null;
  const requests = run.lanes.map((lane) => ({ lane, messages: laneMessages(record.turns, state, lane.lane, turn) }));
  const { calls, accounted } = await openCalls(app, session, {
    run: run.run,
    lanes: requests,
    system,
    ceilingUsd: beginning.ceilingUsd ?? null,
  });
  const { sources, limits } = app.environment;
  const lanes = run.lanes.flatMap(({ lane, attempt, model, source }, index) => {
    const call = calls[index];
    // A function on Vercel ends, whoever answers.
    const isUnlimited = !limits.onVercel && sources.some(({ id }) => id === source);
    return call ? [{ lane, attempt, model, call, isUnlimited, queue: app.callQueues.get(source) }] : [];
  });
  // In a queue the order of the letters would tell how long each lane took.
  const isQueuedBlind = hidesNames(record) && lanes.some(({ queue }) => queue);
  const ordered = isQueuedBlind ? shuffled(lanes, app.randomBelow) : lanes;
  const live = startRun(
    { run: run.run, kind: run.kind, comparison: record.id, turn, visitor: session.visitor, lanes: ordered },
    {
      clock: app.clock,
      hold: app.hold,
      recorder: app.recorder,
      orphanGraceMs: app.environment.orphanGraceMs,
      laneMs: app.environment.laneMs,
      isReadElsewhere: (id) => isReadElsewhere(app, id),
    },
  );
  live.blind = hidesNames(record);
  app.liveRuns.add(live);
  live.settled = lookAfter(app, live, known);
  const isPaid = run.lanes.some(({ source }) => source === 'openrouter');
  void live.ended.then(() => app.writeLine(runLine(live, isPaid ? payerOf(app, session) : 'none')));
  // The process began to leave while the run was added.
  if (app.departure.phase !== 'here') live.interrupt();
  return {
    live,
    accounted: accounted(live.ended),
    record: { ...record, turns: record.turns.filter((own) => own.turn === turn) },
  };
}

/** Does not wait for a database that does not answer: if another process has taken the run over, a later heartbeat finds out. */
async function wasTaken({ persistence, clock, owner }: App, run: string): Promise<boolean> {
  let taken = false;
  const claim = persistence.claimRun(run, owner).then((isOwner) => {
    taken = !isOwner;
  });
  await within(clock, LONGEST_HOLD_MS, claim);
  return taken;
}

async function lookAfter({ keeper, liveRuns }: App, live: LiveRun, known?: Promise<void>): Promise<void> {
  await known;
  await keeper.keep(live);
  liveRuns.remove(live.id);
}

async function isReadElsewhere({ persistence, environment }: App, run: string): Promise<boolean> {
  // A reader checks in from time to time, so one that has checked in lately is there.
  const withinMs = Math.max(environment.orphanGraceMs, 2 * CHECK_IN_MS);
  return (await persistence.readWithin([run], withinMs)).length > 0;
}

/**
 * How often adding a run is tried while other runs of the comparison are added. Each failure means that another run was
 * added, and a comparison has at most eight lanes that can be asked at once.
 */
const MOST_TRIES = 20;

/** A run to be added to a comparison, decided from its record. */
export interface RunPlan {
  run: string;
  lanes: readonly Lane[];
  /** @returns null if the comparison has more than `runsBefore` runs by now. */
  add(runsBefore: number): Promise<AddedRun | null>;
  /** As in a new comparison. */
  ceilingUsd?: number | null;
  /** @returns the record with the run. */
  grow(added: AddedRun): ComparisonRecord;
}

export interface AddedRun {
  turn: number;
  run: RunRecord;
}

/**
 * Adds a run to a comparison and begins it. Everything that the run needs is read before it is added: a database that
 * fails later cannot leave it added but not begun.
 *
 * @param plan is asked again if another run was added meanwhile; throws a Refusal.
 * @throws Refusal when one of the lanes is running, here or in another process; an Error when the database fails, and
 * then the run was not added, as far as the database can tell.
 */
export async function addRun(
  app: App,
  session: VisitorSession,
  record: ComparisonRecord,
  plan: (record: ComparisonRecord) => RunPlan | Promise<RunPlan>,
  refuse: (busy: readonly Lane[]) => Refusal = turnUnderWay,
): Promise<StartedRun> {
  let current = record;
  for (let tries = 1; ; tries += 1) {
    const { run, lanes, add, grow, ceilingUsd } = await plan(current);
    const busy = app.liveRuns.take(record.id, lanes);
    if (busy.length > 0) throw refuse(busy);
    try {
      // Once the lanes are taken their answers cannot change any more.
      const state = await stateForMessages(app, current);
      const remote = runningElsewhere(app, current, state, lanes);
      if (remote.length > 0) throw refuse(remote);
      const added = await add(countRuns(current)).catch((error) => findAdded(app, run, error));
      if (added) return await beginRun(app, session, { ...added, record: grow(added), state, ceilingUsd });
      if (tries === MOST_TRIES) throw refuse(lanes);
    } catch (error) {
      app.liveRuns.giveBack(record.id, lanes);
      throw error;
    }
    app.liveRuns.giveBack(record.id, lanes);
    current = await findRecord(app, record.id);
  }
}

/** A write that failed may have been stored all the same. @throws the error if it was not. */
async function findAdded({ persistence }: App, run: string, error: unknown): Promise<AddedRun> {
  const place = await persistence.findRun(run).catch(() => null);
  if (!place) throw error;
  return place;
}

/** A lane without an event in its run is about to start in another process. */
function runningElsewhere(app: App, record: ComparisonRecord, state: ComparisonState, lanes: readonly Lane[]): Lane[] {
  const startedElsewhere = record.turns.flatMap(({ turn, runs }) =>
    runs.flatMap((run) => (app.liveRuns.get(run.run) ? [] : run.lanes.map((lane) => ({ turn, ...lane })))),
  );
  const running = startedElsewhere.filter(({ turn, lane, attempt }) => {
    const answer = attemptsOf(state, turn, lane).find((candidate) => candidate.attempt === attempt);
    return answer === undefined || isRunning(answer);
  });
  return lanes.filter((lane) => running.some((candidate) => candidate.lane === lane));
}

/** @returns how many runs a comparison has had; it only grows. */
function countRuns({ turns }: ComparisonRecord): number {
  return turns.reduce((sum, { runs }) => sum + runs.length, 0);
}
