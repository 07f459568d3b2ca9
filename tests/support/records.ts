import {
  type AskedLane,
  type ComparisonRecord,
  type LaneRecord,
  type RunRecord,
  type TurnRecord,
  textContent,
} from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';

/** A lane that asks the model `vendor/<letter>`. */
export function askedLane(lane: Lane, more: Partial<AskedLane> = {}): AskedLane {
  const model = `vendor/${lane}`;
  const served = { model, source: 'openrouter' as const, name: model, vendor: 'Vendor', usdPerMillion: null };
  return { lane, ...served, demo: false, settings: {}, system: null, ...more };
}

export function laneRecord(lane: Lane, attempt = 1, more: Partial<AskedLane> = {}): LaneRecord {
  return { ...askedLane(lane, more), attempt };
}

/** @param lanes "A1 B2": letters, each with its attempt. */
export function runRecord(run: string, lanes: string, kind: RunRecord['kind'] = 'turn'): RunRecord {
  const asked = lanes.split(' ').map((lane) => laneRecord(lane[0] as Lane, Number(lane.slice(1))));
  return { run, kind, lanes: asked };
}

export function turnRecord(turn: number, prompt: string, ...runs: RunRecord[]): TurnRecord {
  return { turn, content: textContent(prompt), system: null, runs, selected: {}, ballot: null };
}

export function comparisonOf(...turns: TurnRecord[]): ComparisonRecord {
  return {
    id: 'c1',
    title: null,
    createdAt: '2026-11-22T10:00:00.000Z',
    blind: false,
    revealed: false,
    starred: false,
    order: [],
    removed: [],
    from: null,
    branches: [],
    tags: [],
    lineUp: null,
    turns,
  };
}
