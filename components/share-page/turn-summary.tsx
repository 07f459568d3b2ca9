'use client';

import { Fragment } from 'react';
import { listOf } from '@/lib/client/list-of';
import { latestTurn } from '@/lib/client/pane-state';
import { useBests, usePaneState } from '@/lib/client/use-panes';
import { useIsOver, useSharedTurn } from '@/lib/client/use-shared';
import type { Best, Bests } from '@/lib/comparison/bests';
import { type SelectedAnswer, selectAnswers } from '@/lib/comparison/selected-answers';
import type { Lane } from '@/lib/protocol/lane';
import { failureClause } from '../lane/failure-words';

/** The summary of a turn after its end: the best lanes, and which lanes failed and why. */
export function TurnSummary() {
  const over = useIsOver();
  return over ? <Summary /> : null;
}

function Summary() {
  const { turn } = useSharedTurn();
  const record = usePaneState((state) => state.record);
  const answers = usePaneState((state) => state.answers);
  const bests = useBests(usePaneState(latestTurn));
  const own = record ? selectAnswers(record, answers, turn) : [];
  const parts = summaryParts(own, bests);
  if (parts.length === 0) return null;
  return (
    <p data-slot="turn-summary" className="border-line border-t px-4 py-3 text-[14.5px] text-ink-2 sm:px-[18px]">
      {parts.map(({ before, lanes, after }, index) => (
        <Fragment key={`${before}${lanes}${after}`}>
          <span>{`${index > 0 ? ' · ' : ''}${before && `${before} `}`}</span>
          <b translate="no" className="font-semibold text-ink">
            {lanes}
          </b>
          <span>{` ${after}`}</span>
        </Fragment>
      ))}
    </p>
  );
}

/** "cheapest" "B" "$0.0009". */
export interface SummaryPart {
  before: string;
  lanes: string;
  after: string;
}

/** The best lanes, and those that failed or were stopped. No lane is best if all are equal or there is only one. */
export function summaryParts(answers: readonly SelectedAnswer[], bests: Bests): SummaryPart[] {
  const best = (before: string, { lanes, text }: Best, unit = ''): SummaryPart[] =>
    lanes.length === 0 ? [] : [{ before, lanes: lanes.join(', '), after: text + unit }];
  return [
    ...best('first to speak', bests.firstWord),
    ...best('fastest writer', bests.writingSpeed, ' tok/s'),
    ...best('cheapest', bests.cost),
    ...best('longest', bests.tokens, ' tokens'),
    ...endsOf(answers),
  ].map((part, index) => (index === 0 ? { ...part, before: capital(part.before) } : part));
}

/** The lanes that were stopped or failed, grouped by the same clause. */
function endsOf(answers: readonly SelectedAnswer[]): SummaryPart[] {
  const lanes = new Map<string, Lane[]>();
  for (const { lane, answer } of answers) {
    const clause = answer.phase === 'failed' ? failureClause(answer) : answer.phase === 'stopped' && 'was stopped';
    if (clause) lanes.set(clause, [...(lanes.get(clause) ?? []), lane.lane]);
  }
  return [...lanes].map(([clause, own]) => ({
    before: '',
    lanes: listOf(own),
    after: own.length > 1 ? clause.replace(/^was /, 'were ') : clause,
  }));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
