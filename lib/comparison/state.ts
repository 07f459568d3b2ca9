import type { RunKind, TurnRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { LogPlace } from '@/lib/protocol/log-place';
import type { RunEventOf } from '@/lib/protocol/run-event';
import type { Answer } from './answer';
import { turnOf } from './turns';

/** A run as far as its log has been read. */
export interface RunState {
  readonly run: string;
  readonly turn: number;
  readonly kind: RunKind;
  /** Which attempt each of its lanes is at, in this run. */
  readonly attempts: Readonly<Partial<Record<Lane, number>>>;
  /** The last sequence number that was folded in; what is not above it is skipped, so reading twice does no harm. */
  readonly sequence: number;
  readonly timestamp: string;
  /** What is known is of the run's blind log: once the names are shown, the log begins again. */
  readonly blind?: true;
  /** The run's sum, once all its lanes have ended. */
  readonly end: RunEventOf<'end'> | null;
}

export interface TurnState {
  readonly turn: number;
  /** The attempts of each lane, in their order. */
  readonly answers: Readonly<Partial<Record<Lane, readonly Answer[]>>>;
}

/** A comparison's answers, made from the logs of its runs and nothing else. Plain data: it may cross to the browser. */
export interface ComparisonState {
  /** By number; only turns that were read from a log. */
  readonly turns: readonly TurnState[];
  readonly runs: Readonly<Record<string, RunState>>;
}

/** @returns how far a run was read. */
export function placeOf(run: RunState | undefined): LogPlace {
  return { sequence: run?.sequence ?? 0, ...(run?.blind && { blind: true }) };
}

export const emptyState: ComparisonState = { turns: [], runs: {} };

/** @returns the attempts of that lane in that turn, none when it was not asked. */
export function attemptsOf(state: ComparisonState, turn: number, lane: Lane): readonly Answer[] {
  return turnOf(state.turns, turn)?.answers[lane] ?? [];
}

/** @returns the newest attempt of that lane in that turn. */
export function latestAnswer(state: ComparisonState, turn: number, lane: Lane): Answer | undefined {
  return attemptsOf(state, turn, lane).at(-1);
}

/** @returns the selected attempt: the one that was chosen, else the newest. It is shown, shared and continued. */
export function selectAnswer(
  state: ComparisonState,
  { turn, selected }: Pick<TurnRecord, 'turn' | 'selected'>,
  lane: Lane,
): Answer | undefined {
  const attempts = attemptsOf(state, turn, lane);
  return attempts.find(({ attempt }) => attempt === selected[lane]) ?? attempts.at(-1);
}

/** One comparison's state out of those of its runs, each folded by itself. Linear in all their answers. */
export function joinStates(states: readonly ComparisonState[]): ComparisonState {
  const joined = new Map<number, Partial<Record<Lane, Answer[]>>>();
  for (const { turn, answers } of states.flatMap((state) => state.turns)) {
    const known = joined.get(turn) ?? {};
    joined.set(turn, known);
    for (const [lane, attempts] of Object.entries(answers) as [Lane, readonly Answer[]][]) {
      known[lane] = [...(known[lane] ?? []), ...attempts];
    }
  }
  for (const answers of joined.values()) {
    for (const attempts of Object.values(answers)) attempts.sort((left, right) => left.attempt - right.attempt);
  }
  const turns = [...joined].map(([turn, answers]) => ({ turn, answers })).sort((left, right) => left.turn - right.turn);
  return { turns, runs: Object.assign({}, ...states.map(({ runs }) => runs)) };
}
