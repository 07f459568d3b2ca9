import { listOf } from '@/lib/client/list-of';
import type { Bests } from '@/lib/comparison/bests';
import type { SelectedAnswer } from '@/lib/comparison/selected-answers';
import type { Lane } from '@/lib/protocol/lane';
import { failureClause } from './failure-words';

/** "cheapest" "B" "$0.0009". */
export interface SummaryPart {
  /** What the lanes are best at; null where they were stopped or failed. */
  best: keyof Bests | null;
  before: string;
  lanes: string;
  after: string;
}

/** The best lanes, and those that failed or were stopped. No lane is best if all are equal or there is only one. */
export function summaryParts(answers: readonly SelectedAnswer[], bests: Bests): SummaryPart[] {
  const best = (key: keyof Bests, before: string, unit = ''): SummaryPart[] => {
    const { lanes, text } = bests[key];
    return lanes.length === 0 ? [] : [{ best: key, before, lanes: lanes.join(', '), after: text + unit }];
  };
  return [
    ...best('firstWord', 'first to speak'),
    ...best('writingSpeed', 'fastest writer', ' tok/s'),
    ...best('cost', 'cheapest'),
    ...best('tokens', 'longest', ' tokens'),
    ...endsOf(answers),
  ].map((part, index) => (index === 0 ? { ...part, before: capital(part.before) } : part));
}

/** The parts as one sentence; '' where there is nothing to say. */
export function summarySentence(parts: readonly SummaryPart[]): string {
  return parts.map(({ before, lanes, after }) => [before, lanes, after].filter(Boolean).join(' ')).join(', ');
}

/** The lanes that were stopped or failed, grouped by the same clause. */
function endsOf(answers: readonly SelectedAnswer[]): SummaryPart[] {
  const lanes = new Map<string, Lane[]>();
  for (const { lane, answer } of answers) {
    const clause = answer.phase === 'failed' ? failureClause(answer) : answer.phase === 'stopped' && 'was stopped';
    if (clause) lanes.set(clause, [...(lanes.get(clause) ?? []), lane.lane]);
  }
  return [...lanes].map(([clause, own]) => ({
    best: null,
    before: '',
    lanes: listOf(own),
    after: own.length > 1 ? clause.replace(/^was /, 'were ') : clause,
  }));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
