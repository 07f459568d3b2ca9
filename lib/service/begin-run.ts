import { historyOf } from '@/lib/comparison/history';
import type { ComparisonState } from '@/lib/comparison/state';
import { turnOf } from '@/lib/comparison/turns';
import type { ComparisonRecord, RunRecord } from '@/lib/protocol/comparison';
import type { VisitorSession } from '@/lib/session/session';
import type { LiveRun } from '../run/live-run';
import { LONGEST_HOLD_MS } from '../run/recorder';
import { startRun } from '../run/start-run';
import { CHECK_IN_MS } from '../run/takeover/remote-log';
import { within } from '../time/within';
import type { App } from './app';
import { openCall } from './open-call';
import { endedBeforeItBegan } from './refusal';

interface Beginning {
  record: ComparisonRecord;
  /** What came before, for each lane's history. */
  state: ComparisonState;
  turn: number;
  run: RunRecord;
  /** Resolves once the database knows the run, and that it is ours; absent where it knows the run already. */
  known?: Promise<void>;
}

/**
 * Starts a run that the record already holds, claims it for this process and looks after it until it is kept whole.
 * A database that is slow to take it in holds it up no longer than it holds up a reader.
 *
 * @throws Refusal when another process has ended the run before it began: it was made, and is shown as interrupted.
 */
export async function beginRun(app: App, session: VisitorSession, beginning: Beginning): Promise<LiveRun> {
  const { record, state, turn, run, known } = beginning;
  if (known) {
    app.recorder.awaitRun(run.run, known);
    await within(app.clock, LONGEST_HOLD_MS, known);
  } else if (await wasTaken(app, run.run)) throw endedBeforeItBegan();
  const system = turnOf(record.turns, turn)?.system ?? null;
  const seats = run.lanes.flatMap(({ lane, attempt }) => {
    const laneRecord = record.lanes.find((candidate) => candidate.lane === lane);
    if (!laneRecord) return [];
    const messages = historyOf(record.turns, state, lane, turn);
    const call = openCall(app, { lane: laneRecord, messages, system });
    return [{ lane, attempt, model: laneRecord.model, call }];
  });
  const live = startRun(
    { run: run.run, comparison: record.id, turn, visitor: session.visitor, seats },
    {
      clock: app.clock,
      hold: app.hold,
      recorder: app.recorder,
      orphanGraceMs: app.environment.orphanGraceMs,
      laneMs: app.environment.laneMs,
      isReadElsewhere: (id) => isReadElsewhere(app, id),
    },
  );
  app.liveRuns.add(live);
  live.settled = lookAfter(app, live, known);
  // The process began to leave while the run was being made.
  if (app.departure.phase !== 'here') live.interrupt();
  return live;
}

/** A database that does not answer holds nothing up: if the run was taken from us, a later heartbeat says so. */
async function wasTaken({ persistence, clock, owner }: App, run: string): Promise<boolean> {
  let taken = false;
  const claim = persistence.claimRun(run, owner).then((ours) => {
    taken = !ours;
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
  // A reader checks in every so often: between two of them it is there too.
  const withinMs = Math.max(environment.orphanGraceMs, 2 * CHECK_IN_MS);
  return (await persistence.readWithin([run], withinMs)).length > 0;
}
