import type { AskedLane, ComparisonRecord } from '@/lib/protocol/comparison';
import type { EncodedEntry } from '@/lib/protocol/frames';
import type { Lane } from '@/lib/protocol/lane';
import { askedLane, comparisonOf, runRecord, turnRecord } from '../support/records';

/** A new comparison of lanes A and B, whose first turn is that run's. */
export function comparisonRecord(id: string, run: string): ComparisonRecord {
  return { ...comparisonOf(turnRecord(1, 'one', runRecord(run, 'A1 B1'))), id };
}

/** Lanes to be asked, as {@link comparisonRecord} has them. */
export function newLanes(...lanes: Lane[]): AskedLane[] {
  return lanes.map((lane) => askedLane(lane));
}

/** Entries numbered from `first`. */
export function entries(first: number, ...jsons: string[]): EncodedEntry[] {
  return jsons.map((json, index) => ({ sequence: first + index, json }));
}
