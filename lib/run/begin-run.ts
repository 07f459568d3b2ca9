import { historyOf } from '@/lib/comparison/history';
import type { ComparisonState } from '@/lib/comparison/state';
import type { ComparisonRecord, LaneRecord, RunRecord } from '@/lib/protocol/comparison';
import type { Abreast } from './abreast';
import { callOpenRouter } from './call-openrouter';
import type { LiveRun } from './live-run';
import type { ModelCall } from './model-call';
import { startRun } from './start-run';

/**
 * Starts a run that the record already holds, claims it for this process and looks after it until it is kept whole.
 *
 * @param state what came before, for each lane's history.
 */
export async function beginRun(
  app: Abreast,
  record: ComparisonRecord,
  state: ComparisonState,
  turn: number,
  run: RunRecord,
): Promise<LiveRun> {
  await app.persistence.claimRun(run.run, app.owner);
  const seats = run.lanes.flatMap(({ lane, attempt }) => {
    const laneRecord = record.lanes.find((candidate) => candidate.lane === lane);
    if (!laneRecord) return [];
    return [{ lane, attempt, model: laneRecord.model, call: callOf(app, record, state, turn, laneRecord) }];
  });
  const live = startRun(
    { run: run.run, comparison: record.id, turn, seats },
    { clock: app.clock, hold: app.hold, recorder: app.recorder, orphanGraceMs: app.environment.orphanGraceMs },
  );
  app.liveRuns.add(live);
  void app.keeper.keep(live).then(() => app.liveRuns.remove(live.id));
  return live;
}

function callOf(
  { environment, openRouterFetch, demoFetch, clock }: Abreast,
  record: ComparisonRecord,
  state: ComparisonState,
  turn: number,
  { lane, model, demo, settings }: LaneRecord,
): ModelCall {
  const messages = historyOf(record.turns, state, lane, turn);
  const system = record.turns[turn - 1]?.system ?? null;
  const access = demo ? { apiKey: 'demo', fetch: demoFetch } : { apiKey: environment.apiKey, fetch: openRouterFetch };
  return callOpenRouter({ model, messages, system, settings, baseUrl: environment.baseUrl, ...access }, clock);
}
