import { setSettings } from '../protocol/settings';
import { type Answer, endingOf, isRunning } from './answer';
import type { SelectedAnswer } from './selected-answers';

/** What of a lane the rule looks at. */
export type ComparedAnswer = Pick<SelectedAnswer, 'answer' | 'lane'>;

/**
 * Whether the answers of a turn can be held against each other: every lane is done and whole, was asked at the same moment with
 * the same settings and system prompt, by the model that was asked for, and all thought or none did.
 *
 * @returns what was not so, each as a sentence; nothing for answers that are comparable.
 */
export function whyNotComparable(answers: readonly ComparedAnswer[]): string[] {
  const reasons = answers.flatMap(({ answer, lane }) => {
    const reason = reasonOf(answer, lane.model);
    return reason === null ? [] : [`${answer.lane} ${reason}.`];
  });
  if (areDifferent(answers, ({ answer }) => answer.run))
    reasons.push('The lanes were not all asked at the same moment.');
  if (areDifferent(answers, ({ lane }) => JSON.stringify(setSettings(lane.settings)))) {
    reasons.push('The settings differ between lanes.');
  }
  if (areDifferent(answers, ({ lane }) => lane.system ?? '\0'))
    reasons.push('The system prompts differ between lanes.');
  const done = answers.filter(({ answer }) => answer.phase === 'done');
  const thinkers = done.filter(({ answer }) => hasThought(answer)).map(({ answer }) => answer.lane);
  if (thinkers.length > 0 && thinkers.length < done.length) {
    reasons.push(`Only ${thinkers.join(', ')} thought first.`);
  }
  return reasons;
}

function reasonOf(answer: Answer, model: string): string | null {
  if (isRunning(answer)) return 'is still answering';
  if (answer.phase === 'failed') return 'failed';
  if (answer.phase === 'stopped') return 'was stopped';
  const ending = endingOf(answer);
  if (ending?.reason === 'length') return 'was cut off at its greatest length';
  if (ending?.reason === 'filtered') return 'was cut off by a filter';
  if (ending?.servedModel && isFallBack(model, ending.servedModel)) return `was answered by ${ending.servedModel}`;
  if (answer.queue !== null) return 'was queued, and asked later';
  return null;
}

/** What follows a model's id where a provider names its version: a date. */
const VERSION = /^-\d[\d-]{3,}$/;

/** An alias, and what chooses a model itself, are answered by another id. So is a model without its date. */
function isFallBack(model: string, served: string): boolean {
  if (/^~|^openrouter\/|@preset\//.test(model)) return false;
  const [base = model] = model.split(':');
  const [servedBase = served] = served.split(':');
  return servedBase !== base && !(servedBase.startsWith(base) && VERSION.test(servedBase.slice(base.length)));
}

function hasThought(answer: Answer): boolean {
  return answer.reasoning !== '' || (endingOf(answer)?.usage?.reasoning ?? 0) > 0;
}

function areDifferent(answers: readonly ComparedAnswer[], textOf: (answer: ComparedAnswer) => string): boolean {
  return new Set(answers.map(textOf)).size > 1;
}
