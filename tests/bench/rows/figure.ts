import { quantile } from '../figures';
import { TARGET_NAMES } from '../targets/target';

/** The columns of the table: the targets, and pages that only a browser reads. The app is the last. */
export const COLUMNS = [...TARGET_NAMES.filter((name) => name !== 'app'), 'text', 'streamdown', 'app'] as const;

export type ColumnName = (typeof COLUMNS)[number];

/** By target: what each round measured. A round may have many samples. */
export type Samples = Partial<Record<ColumnName, readonly (readonly number[])[]>>;

/** A line of the table. */
export interface Figure {
  /** As the targets of the product are numbered. */
  row: number;
  name: string;
  unit: string;
  /** Which quantile of the samples is printed, from 0 to 1. */
  share: number;
  samples: Samples;
  /** Absent for what is only told. */
  goal?: Goal;
}

export interface Goal {
  text: string;
  /** More is better: the limit is the least value that is good enough, not the greatest. */
  atLeast?: boolean;
  /** @param of the figure of a target; NaN for one that did not run. @returns the greatest value of the app that is good enough. */
  limit(of: (target: ColumnName) => number): number;
}

export interface Value {
  value: number;
  /** Of the rounds. */
  least: number;
  greatest: number;
}

/** @returns the quantile over all rounds, and the least and the greatest of a round; null for a target without samples. */
export function measuredValue({ samples, share }: Figure, target: ColumnName): Value | null {
  const rounds = (samples[target] ?? []).filter((round) => round.length > 0);
  if (rounds.length === 0) return null;
  const values = rounds.map((round) => quantile(round, share));
  return { value: quantile(rounds.flat(), share), least: Math.min(...values), greatest: Math.max(...values) };
}

/** @returns null for a figure without a goal, and where the app or what it is compared with did not run. */
export function isMet(figure: Figure): boolean | null {
  const of = (target: ColumnName) => measuredValue(figure, target)?.value ?? Number.NaN;
  const limit = figure.goal?.limit(of) ?? Number.NaN;
  const value = of('app');
  return Number.isNaN(limit) || Number.isNaN(value) ? null : figure.goal?.atLeast ? value >= limit : value <= limit;
}

export function atMost(most: number, text = `≤ ${most}`): Goal {
  return { text, limit: () => most };
}

/** The least of several limits; those of targets that did not run are left out. */
export function leastOf(...limits: readonly number[]): number {
  const known = limits.filter((limit) => !Number.isNaN(limit));
  return known.length === 0 ? Number.NaN : Math.min(...known);
}

/** One sample for a measurement that is made once. */
export function single(target: ColumnName, value: number): Samples {
  return { [target]: [[value]] };
}
