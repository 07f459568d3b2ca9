import type { ComparisonRecord, LaneRecord, TurnRecord } from '@/lib/protocol/comparison';
import { LANE_LETTERS } from '@/lib/protocol/lane';
import type { RunEventOf } from '@/lib/protocol/run-event';
import { type Draft, settingsFor } from './draft';

/** The comparison's record once a run of ours has begun: a new one, one with a further turn, or with a further attempt. */
export function recordAfterRun(
  record: ComparisonRecord | null,
  event: RunEventOf<'run'>,
  draft: Draft,
): ComparisonRecord {
  const { prompt, system } = draft;
  const before: ComparisonRecord = record ?? {
    id: event.comparison,
    title: null,
    createdAt: event.timestamp,
    lanes: draft.lanes.flatMap((seat, index): LaneRecord[] => {
      const lane = LANE_LETTERS[index];
      const { id, name, vendor, usdPerMillion, demo } = seat.model;
      return lane ? [{ lane, model: id, name, vendor, usdPerMillion, demo, settings: settingsFor(draft, seat) }] : [];
    }),
    turns: [],
  };
  const known = before.turns[event.turn - 1];
  const run = {
    run: event.run,
    lanes: event.lanes.map(({ lane }) => ({ lane, attempt: attemptsOf(known, lane) + 1 })),
  };
  const turn: TurnRecord = known
    ? { ...known, runs: [...known.runs, run] }
    : { turn: event.turn, prompt, system: system.trim() === '' ? null : system, runs: [run], inView: {} };
  return { ...before, turns: [...before.turns.slice(0, event.turn - 1), turn, ...before.turns.slice(event.turn)] };
}

function attemptsOf(turn: TurnRecord | undefined, lane: string): number {
  return turn?.runs.flatMap(({ lanes }) => lanes.filter((seat) => seat.lane === lane)).length ?? 0;
}
