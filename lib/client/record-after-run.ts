import { turnOf, withTurn } from '@/lib/comparison/turns';
import type { ComparisonRecord, LaneRecord, RunRecord, TurnRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { RunEventOf } from '@/lib/protocol/run-event';
import { type Draft, settingsFor } from './draft';

/** The comparison's record once a run of ours has begun: a new one, one with a further turn, or with further attempts. */
export function recordAfterRun(
  record: ComparisonRecord | null,
  event: RunEventOf<'run'>,
  draft: Draft,
): ComparisonRecord {
  const before = record ?? newRecord(event, draft);
  const { prompt, system } = draft;
  const known: TurnRecord = turnOf(before.turns, event.turn) ?? {
    turn: event.turn,
    prompt,
    system: system.trim() === '' ? null : system,
    runs: [],
    inView: {},
  };
  if (known.runs.some(({ run }) => run === event.run)) return before;
  // How the server numbers the attempts each lane's start tells.
  const lanes = event.lanes.map(({ lane }) => ({ lane, attempt: newestAttempt(known, lane) + 1 }));
  const turn = { ...known, runs: [...known.runs, { run: event.run, lanes }] };
  return { ...before, turns: withTurn(before.turns, turn) };
}

/** The record with the attempt that the server has given a lane of that run. */
export function recordAfterStart(
  record: ComparisonRecord,
  run: string,
  { lane, attempt }: RunEventOf<'start'>,
): ComparisonRecord {
  const turn = record.turns.find(({ runs }) => runs.some((known) => known.run === run));
  const seat = turn?.runs.find((known) => known.run === run)?.lanes.find((known) => known.lane === lane);
  if (!turn || seat?.attempt === attempt) return record;
  const renumbered = (known: RunRecord): RunRecord =>
    known.run === run
      ? { ...known, lanes: known.lanes.map((seat) => (seat.lane === lane ? { lane, attempt } : seat)) }
      : known;
  return { ...record, turns: withTurn(record.turns, { ...turn, runs: turn.runs.map(renumbered) }) };
}

/** Each lane is the draft's seat in the place of its letter among the event's. */
function newRecord({ comparison, timestamp, lanes }: RunEventOf<'run'>, draft: Draft): ComparisonRecord {
  return {
    id: comparison,
    title: null,
    createdAt: timestamp,
    lanes: lanes.flatMap(({ lane }, index): LaneRecord[] => {
      const seat = draft.lanes[index];
      if (!seat) return [];
      const { id, name, vendor, usdPerMillion, demo } = seat.model;
      return [{ lane, model: id, name, vendor, usdPerMillion, demo, settings: settingsFor(draft, seat) }];
    }),
    turns: [],
  };
}

function newestAttempt({ runs }: TurnRecord, lane: Lane): number {
  const attempts = runs.flatMap(({ lanes }) => lanes.filter((seat) => seat.lane === lane));
  return Math.max(0, ...attempts.map(({ attempt }) => attempt));
}
