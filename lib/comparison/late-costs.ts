import type { Lane } from '@/lib/protocol/lane';
import type { Answer } from './answer';
import type { ComparisonState, TurnState } from './state';

/** What a lane has cost in a run, as far as it became known after the run had ended. */
export interface LateCost {
  readonly run: string;
  readonly lane: Lane;
  /** USD. */
  readonly cost: number;
}

/** @returns the runs with an answer that was stopped: its provider may bill it, and says so later. */
export function runsWithoutCost(state: ComparisonState): string[] {
  const answers = state.turns.flatMap((turn) => Object.values(turn.answers).flat());
  return [...new Set(answers.filter(hasNoCost).map(({ run }) => run))];
}

/** @returns the state with these costs in the answers that have none. */
export function withLateCosts(state: ComparisonState, costs: readonly LateCost[]): ComparisonState {
  if (costs.length === 0) return state;
  const priced = (answer: Answer): Answer => {
    const known = costs.find(({ run, lane }) => run === answer.run && lane === answer.lane);
    if (!known || !hasNoCost(answer)) return answer;
    return { ...answer, ending: { ...answer.ending, cost: known.cost } };
  };
  return {
    ...state,
    turns: state.turns.map((turn): TurnState => {
      const answers = Object.entries(turn.answers).map(([lane, attempts]) => [lane, attempts.map(priced)]);
      return { ...turn, answers: Object.fromEntries(answers) };
    }),
  };
}

type EndedAnswer = Extract<Answer, { ending: unknown }>;

function hasNoCost(answer: Answer): answer is EndedAnswer {
  return 'ending' in answer && answer.ending.reason === 'stopped' && answer.ending.cost === null;
}
