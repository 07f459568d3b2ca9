import type { ComparisonRecord, LaneRecord, TurnRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { turnOf } from './turns';

/**
 * The lanes of each list of turns, and of each turn: panes ask for them several times a frame (a tenth of all script of eight
 * panes without this), and neither ever changes.
 */
const known = new WeakMap<readonly TurnRecord[], readonly LaneRecord[]>();
const knownOfTurns = new WeakMap<object, readonly LaneRecord[]>();

/**
 * @returns the lanes of a comparison in the order of their letters, each as it would be asked next: as in its selected
 * attempt of the last turn that asked it.
 */
export function listLanes({ turns }: Pick<ComparisonRecord, 'turns'>): readonly LaneRecord[] {
  const cached = known.get(turns);
  if (cached) return cached;
  const newest = new Map<Lane, LaneRecord>();
  for (const turn of turns) for (const lane of selectedLanes(turn)) newest.set(lane.lane, lane);
  const lanes = [...newest.values()].sort(byLetter);
  known.set(turns, lanes);
  return lanes;
}

/** @returns the name of the operator's own server that answers in a lane; null for OpenRouter, the demo, and while names are hidden. */
export function engineOf({ source, vendor }: Pick<LaneRecord, 'source' | 'vendor'>): string | null {
  return ['openrouter', 'demo', ''].includes(source) ? null : vendor;
}

const arranged = new WeakMap<ComparisonRecord, readonly LaneRecord[]>();

/** @returns the lanes on the page of a comparison, in their order there. */
export function arrangedLanes(record: ComparisonRecord): readonly LaneRecord[] {
  const cached = arranged.get(record);
  if (cached) return cached;
  const { order, removed } = record;
  const place = ({ lane }: LaneRecord) => (order.includes(lane) ? order.indexOf(lane) : order.length);
  const lanes = listLanes(record)
    .filter(({ lane }) => !removed.includes(lane))
    // Stable: those without a place stay in the order of their letters.
    .toSorted((left, right) => place(left) - place(right));
  arranged.set(record, lanes);
  return lanes;
}

/** @returns the lanes asked in a turn, in the order of their letters, each at its selected attempt. */
export function selectedLanes(turn: Pick<TurnRecord, 'runs' | 'selected'>): readonly LaneRecord[] {
  const cached = knownOfTurns.get(turn);
  if (cached) return cached;
  const { runs, selected } = turn;
  const lanes = new Map<Lane, LaneRecord>();
  for (const attempt of runs.flatMap((run) => run.lanes)) {
    const best = lanes.get(attempt.lane);
    const isChosen = (candidate: LaneRecord) => candidate.attempt === selected[candidate.lane];
    if (!best || isChosen(attempt) || (!isChosen(best) && attempt.attempt > best.attempt)) {
      lanes.set(attempt.lane, attempt);
    }
  }
  const list = [...lanes.values()].sort(byLetter);
  knownOfTurns.set(turn, list);
  return list;
}

/** @returns who answers in that lane, in that turn at its selected attempt; where it was not asked, as it would be next. */
export function findLane(record: ComparisonRecord | null, lane: Lane, turn: number): LaneRecord | undefined {
  if (!record) return undefined;
  const turnRecord = turnOf(record.turns, turn);
  const isLane = (candidate: LaneRecord) => candidate.lane === lane;
  return (turnRecord && selectedLanes(turnRecord).find(isLane)) ?? listLanes(record).find(isLane);
}

/** @returns who answers in that attempt of a lane. */
export function findAttempt({ runs }: Pick<TurnRecord, 'runs'>, lane: Lane, attempt: number): LaneRecord | undefined {
  return runs.flatMap((run) => run.lanes).find((candidate) => candidate.lane === lane && candidate.attempt === attempt);
}

function byLetter(left: LaneRecord, right: LaneRecord): number {
  return left.lane < right.lane ? -1 : 1;
}
