import type { ComparisonRecord, LaneRecord } from '@/lib/protocol/comparison';
import type { EncodedEntry } from '@/lib/protocol/frames';
import type { Lane } from '@/lib/protocol/lane';

/** A new comparison of lanes A and B, whose first turn is that run's. */
export function comparisonRecord(id: string, run: string): ComparisonRecord {
  const seats = (['A', 'B'] as const).map((lane) => ({ lane, attempt: 1 }));
  return {
    id,
    title: null,
    createdAt: '2026-11-22T10:00:00.000Z',
    lanes: [laneRecord('A'), laneRecord('B')],
    turns: [{ turn: 1, prompt: 'one', system: null, runs: [{ run, lanes: seats }], inView: {} }],
  };
}

/** Lanes to be asked, as {@link comparisonRecord} has them. */
export function newLanes(...lanes: Lane[]): LaneRecord[] {
  return lanes.map(laneRecord);
}

function laneRecord(lane: Lane): LaneRecord {
  const model = `vendor/${lane}`;
  return { lane, model, name: model, vendor: 'Vendor', usdPerMillion: null, demo: false, settings: {} };
}

/** Entries numbered from `first`. */
export function entries(first: number, ...jsons: string[]): EncodedEntry[] {
  return jsons.map((json, index) => ({ sequence: first + index, json }));
}
