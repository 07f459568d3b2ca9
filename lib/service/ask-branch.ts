import { selectedLanes } from '@/lib/comparison/lanes';
import { joinStates } from '@/lib/comparison/state';
import { turnOf } from '@/lib/comparison/turns';
import type { Branch } from '@/lib/protocol/ask';
import type { RunRecord, TurnRecord } from '@/lib/protocol/comparison';
import { decodeEntry, type EncodedEntry, encodeEntry } from '@/lib/protocol/frames';
import type { LaneRequest } from '@/lib/protocol/lane-request';
import type { VisitorSession } from '@/lib/session/session';
import { newId } from '../run/new-id';
import { isWhole } from '../run/takeover/remote-log';
import type { App } from './app';
import { beginRun, type StartedRun } from './begin-run';
import { chooseLanes } from './choose-lanes';
import { foldLog } from './folded-runs';
import { newRecord } from './new-record';
import { Refusal, refuseUnsaved, turnUnderWay } from './refusal';
import { refuseBlindTurn } from './refuse-blind';
import { findOwnComparison } from './require-own';

/**
 * Asks a turn of a comparison otherwise: makes a new comparison whose turns before it are copies, and starts its run.
 *
 * @throws Refusal before anything was created or started.
 */
export async function askBranch(app: App, session: VisitorSession, request: Branch): Promise<StartedRun> {
  const { from, content, ceilingUsd } = request;
  const { record: origin } = await findOwnComparison(app, session, from.comparison);
  refuseUnsaved(app, origin.id);
  refuseBlindTurn(origin);
  const turn = turnOf(origin.turns, from.turn);
  if (!turn) throw noSuchTurn(from.turn);
  const earlier = origin.turns.filter((known) => known.turn < from.turn);
  const requests = request.lanes ?? laneRequests(turn);
  const lanes = await chooseLanes(app, origin, { requests, turn: from.turn, first: origin });
  const id = newId();
  const copies = await copyTurns(app, earlier, id);
  const run: RunRecord = { run: newId(), kind: 'turn', lanes: lanes.map((lane) => ({ ...lane, attempt: 1 })) };
  const system = request.system === undefined ? turn.system : request.system;
  const record = newRecord(app, {
    id,
    order: origin.order,
    from,
    turns: [...copies.turns, { turn: from.turn, content, system, runs: [run], selected: {}, ballot: null }],
  });
  const state = joinStates(await Promise.all([...copies.logs].map(([copy, log]) => foldLog(copy, log))));
  const { persistence, owner, liveRuns } = app;
  const letters = lanes.map(({ lane }) => lane);
  liveRuns.take(id, letters);
  try {
    await persistence.createComparison(record, session.visitor, owner, copies.logs).catch(async (error) => {
      // A write that failed may have been stored all the same.
      if (!(await persistence.findRun(run.run).catch(() => null))) throw error;
    });
    return await beginRun(app, session, { record, state, turn: from.turn, run, ceilingUsd });
  } catch (error) {
    liveRuns.giveBack(id, letters);
    throw error;
  }
}

function laneRequests(turn: TurnRecord): LaneRequest[] {
  return selectedLanes(turn).map(({ lane }, index) => ({ lane, isBare: true, path: `lanes.${index}` }));
}

interface Copies {
  turns: TurnRecord[];
  /** By run. */
  logs: Map<string, readonly EncodedEntry[]>;
}

/**
 * Copies turns with all their attempts, each run under a new id.
 *
 * @throws Refusal when a lane of them is running.
 */
async function copyTurns(app: App, turns: readonly TurnRecord[], comparison: string): Promise<Copies> {
  const runs = turns.flatMap((turn) => turn.runs);
  const stored = await app.persistence.readLogs(runs.map(({ run }) => run));
  const copies: Copies = { turns: [], logs: new Map() };
  const copyRun = (record: RunRecord): RunRecord => {
    const log = app.liveRuns.get(record.run)?.log.appended() ?? stored.get(record.run) ?? [];
    if (!isWhole(log)) throw turnUnderWay(record.lanes.map(({ lane }) => lane));
    const copy = newId();
    copies.logs.set(
      copy,
      log.map((entry) => ofRun(entry, copy, comparison)),
    );
    return { ...record, run: copy };
  };
  copies.turns = turns.map((turn) => ({ ...turn, runs: turn.runs.map(copyRun), ballot: null }));
  return copies;
}

/** The entry in the log of a copy: only its first event names run and comparison. */
function ofRun(entry: EncodedEntry, run: string, comparison: string): EncodedEntry {
  if (entry.sequence > 1) return entry;
  const event = decodeEntry(entry);
  return event?.type === 'run' ? encodeEntry(entry.sequence, { ...event, run, comparison }) : entry;
}

function noSuchTurn(turn: number): Refusal {
  return new Refusal('not-found', `This comparison has no turn ${turn}.`, [
    { path: 'from.turn', message: 'names no turn of that comparison' },
  ]);
}
