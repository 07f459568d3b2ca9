import { percentile } from '@/lib/comparison/rhythm';
import type { AnswerFigures } from '@/lib/persistence/answer-figures';
import type { ModelFigures, Speedometer, Spread } from '@/lib/protocol/speedometer';
import type { Session } from '@/lib/session/session';
import type { App } from './app';

/** How many answers are looked at. */
const MOST_ANSWERS = 10_000;

/** @returns how fast and how dear the models were that this visitor has asked. */
export async function readSpeedometer({ persistence }: App, { visitor }: Session): Promise<Speedometer> {
  const answers = visitor === null ? [] : await persistence.figuresOfVisitor(visitor, MOST_ANSWERS);
  const costs = valuesOf(answers, 'cost');
  return {
    answers: answers.length,
    failed: countFailed(answers),
    costUsd: costs.reduce((sum, cost) => sum + cost, 0) / 1e6,
    priced: costs.length,
    models: byModel(answers)
      .map(modelFigures)
      .toSorted((left, right) => right.answers - left.answers),
  };
}

/** @returns the answers of each model, in the order in which they came. */
function byModel(answers: readonly AnswerFigures[]): AnswerFigures[][] {
  const models = new Map<string, AnswerFigures[]>();
  for (const answer of answers) {
    const known = models.get(answer.model);
    if (known) known.push(answer);
    else models.set(answer.model, [answer]);
  }
  return [...models.values()];
}

function modelFigures(answers: readonly AnswerFigures[]): ModelFigures {
  const [newest] = answers;
  return {
    model: newest?.model ?? '',
    name: newest?.name ?? '',
    answers: answers.length,
    failed: countFailed(answers),
    firstWord: spreadOf(valuesOf(answers, 'firstWord')),
    speed: spreadOf(valuesOf(answers, 'speed')),
    cost: spreadOf(valuesOf(answers, 'cost').map((cost) => cost / 1e6)),
  };
}

function countFailed(answers: readonly AnswerFigures[]): number {
  return answers.filter(({ phase }) => phase === 'failed').length;
}

function valuesOf(answers: readonly AnswerFigures[], figure: 'firstWord' | 'speed' | 'cost'): number[] {
  return answers.flatMap((answer) => answer[figure] ?? []);
}

function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((left, right) => left - right);
  return { n: values.length, p50: percentile(sorted, 0.5), p90: percentile(sorted, 0.9) };
}
