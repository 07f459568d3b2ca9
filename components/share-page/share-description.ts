import { figureWords, SHORT } from '@/lib/comparison/figure-table';
import { hidesNames } from '@/lib/comparison/hides-names';
import { listLanes } from '@/lib/comparison/lanes';
import { type SelectedAnswer, selectAnswers } from '@/lib/comparison/selected-answers';
import type { ComparisonState } from '@/lib/comparison/state';
import { titleOf } from '@/lib/comparison/title-of';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { failureClause } from '../lane/failure-words';

/** The most models in a description. */
const MOST = 4;

/** @returns the title of a shared comparison's page; that of a poll invites to vote. */
export function shareTitle(record: ComparisonRecord): string {
  return record.poll?.open && hidesNames(record) ? `Vote: ${titleOf(record)}` : titleOf(record);
}

/** Describes a shared comparison for link previews: the models of its first turn and their figures. */
export function shareDescription(record: ComparisonRecord, state: ComparisonState): string {
  if (hidesNames(record)) {
    const answers = `${listLanes(record).length} answers side by side, without the names of the models.`;
    return record.poll?.open ? `${answers} Say which is best, then see who wrote it.` : answers;
  }
  const first = selectAnswers(record, state).filter(({ turn }) => turn.turn === 1);
  const more = first.length - MOST;
  const parts = [...first.slice(0, MOST).map(lineOf), ...(more > 0 ? [`and ${more} more`] : [])];
  return `Answers side by side. ${parts.join(' · ')}`;
}

function lineOf({ lane: { name, demo }, answer, figures }: SelectedAnswer): string {
  const subject = demo ? `${name} (canned demo answer)` : name;
  if (answer.phase === 'failed') return `${subject} ${failureClause(answer)}`;
  const parts = [
    figures.firstWord !== null && `first word ${figureWords('firstWord', figures, SHORT)}`,
    figures.writingSpeed !== null && figureWords('writingSpeed', figures, SHORT),
    figures.cost !== null && figureWords('cost', figures, SHORT),
  ].filter(Boolean);
  return parts.length === 0 ? subject : `${subject}: ${parts.join(', ')}`;
}
