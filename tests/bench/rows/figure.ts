import { quantile } from '../figures';
import type { TargetName } from '../targets/target';

/** By target: what each round measured. A round may have many samples. */
export type Samples = Partial<Record<TargetName, readonly (readonly number[])[]>>;

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
  /** @param of the figure of a target; NaN for one that did not run. @returns the greatest value of the app that is good enough. */
  limit(of: (target: TargetName) => number): number;
}

export interface Value {
  value: number;
  /** Of the rounds. */
  least: number;
  greatest: number;
}

/** @returns the quantile over all rounds, and the least and the greatest of a round; null for a target without samples. */
export function measuredValue({ samples, share }: Figure, target: TargetName): Value | null {
  const rounds = (samples[target] ?? []).filter((round) => round.length > 0);
  if (rounds.length === 0) return null;
  const values = rounds.map((round) => quantile(round, share));
  return { value: quantile(rounds.flat(), share), least: Math.min(...values), greatest: Math.max(...values) };
}

/** @returns null for a figure without a goal, and where the app or what it is compared with did not run. */
export function isMet(figure: Figure): boolean | null {
  const of = (target: TargetName) => measuredValue(figure, target)?.value ?? Number.NaN;
  const limit = figure.goal?.limit(of) ?? Number.NaN;
  const value = of('app');
  return Number.isNaN(limit) || Number.isNaN(value) ? null : value <= limit;
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
export function single(target: TargetName, value: number): Samples {
  return { [target]: [[value]] };
}
