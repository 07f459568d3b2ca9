import type { Children } from '../children';
import type { LOADS, LoadName } from '../loads/main';
import { growth, processFigures } from '../process-figures';
import type { RunningTarget, TargetOptions } from '../targets/start-target';
import type { TargetName } from '../targets/target';
import type { Figure, Samples } from './figure';

type Load<Name extends LoadName> = (typeof LOADS)[Name];
type OptionsOf<Name extends LoadName> = Parameters<Load<Name>>[1];
type ResultOf<Name extends LoadName> = Awaited<ReturnType<Load<Name>>>;

/** What a row needs to measure. */
export interface Bench {
  readonly rounds: number;
  /** The origin of the upstream. */
  readonly upstream: string;
  readonly children: Children;
  /** Runs a load in the process of the readers. */
  load<Name extends LoadName>(name: Name, target: RunningTarget, options: OptionsOf<Name>): Promise<ResultOf<Name>>;
  /** @returns the target that the rows share, started when first needed; null where it cannot run here. */
  target(name: TargetName): Promise<RunningTarget | null>;
  /** Starts another process of a target. */
  fresh(name: TargetName, options?: Partial<TargetOptions>): Promise<RunningTarget>;
  /** Keeps what goes under the table. */
  note(text: string): void;
}

/** A part of the benchmark: a load, and the rows of the table that it fills. */
export interface Row {
  numbers: readonly number[];
  measure(bench: Bench): Promise<Figure[]>;
}

export interface Round<T> {
  result: T;
  /** Of the server's process meanwhile; null for the upstream, and where the system does not tell. */
  used: { cpuMs: number; waitedMs: number } | null;
}

export type Rounds<T> = Partial<Record<TargetName, Round<T>[]>>;

/**
 * Lets targets take turns, A B A B, so that what else the machine does meets all alike. The first round warms up.
 *
 * @param most rounds, where the load takes long.
 */
export async function inTurn<T>(
  bench: Bench,
  names: readonly TargetName[],
  load: (target: RunningTarget) => Promise<T>,
  most = bench.rounds,
): Promise<Rounds<T>> {
  const rounds: Rounds<T> = {};
  for (let round = 0; round <= Math.min(most, bench.rounds); round += 1) {
    for (const name of names) {
      const target = await bench.target(name);
      if (!target) continue;
      const measured = await measureOnce(target, load);
      if (round > 0) rounds[name] = [...(rounds[name] ?? []), measured];
    }
  }
  return rounds;
}

export async function measureOnce<T>(
  target: RunningTarget,
  load: (target: RunningTarget) => Promise<T>,
): Promise<Round<T>> {
  const figures = () => (target.pid === null ? null : processFigures(target.pid));
  const before = figures();
  const result = await load(target);
  return { result, used: growth(before, figures()) };
}

/** @param pick the samples of a round; none for what is unknown. */
export function samplesOf<T>(rounds: Rounds<T>, pick: (round: Round<T>) => readonly number[]): Samples {
  return Object.fromEntries(Object.entries(rounds).map(([name, all]) => [name, all.map(pick)]));
}

/** How long the servers waited for a processor in a round: on a busy machine, all figures of the row are too high. */
export function waiting<T>(row: number, rounds: Rounds<T>): Figure {
  const samples = samplesOf(rounds, ({ used }) => (used ? [used.waitedMs] : []));
  return { row, name: 'the server waited for a processor', unit: 'ms', share: 0.5, samples };
}
