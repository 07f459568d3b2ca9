import { type AnswerOnView, answersOnView } from '@/lib/comparison/answers-on-view';
import type { ComparisonState } from '@/lib/comparison/state';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { shortCount, shortSeconds } from '../panes/short-figures';
import { dollars } from '../ui/format';
import { failureClause } from './failure-clause';

/** A description has room for so many models. */
const MOST = 4;

/** A shared comparison for whoever has not opened it: the models of its first turn and their figures. */
export function shareDescription(record: ComparisonRecord, state: ComparisonState): string {
  const first = answersOnView(record, state).filter(({ turn }) => turn.turn === 1);
  const more = first.length - MOST;
  const parts = [...first.slice(0, MOST).map(lineOf), ...(more > 0 ? [`and ${more} more`] : [])];
  return `Answers side by side. ${parts.join(' · ')}`;
}

function lineOf({ lane: { name, demo }, answer, figures }: AnswerOnView): string {
  const who = demo ? `${name} (canned demo answer)` : name;
  if (answer.phase === 'failed') return `${who} ${failureClause(answer)}`;
  const { firstToken, tokensPerSecond, cost } = figures;
  const said = [
    firstToken !== null && `first token ${shortSeconds(firstToken)}`,
    tokensPerSecond !== null && `${shortCount(tokensPerSecond)} tok/s`,
    cost !== null && `${cost.estimated && cost.usd > 0 ? '≈' : ''}${dollars(cost.usd)}`,
  ].filter(Boolean);
  return said.length === 0 ? who : `${who}: ${said.join(', ')}`;
}
