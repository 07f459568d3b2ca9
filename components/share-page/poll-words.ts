import { listOf } from '@/lib/client/list-of';
import { BLIND_TURN, hidesNames } from '@/lib/comparison/hides-names';
import { turnOf } from '@/lib/comparison/turns';
import type { Ballot } from '@/lib/protocol/ballot';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { ReadersPoll } from '@/lib/protocol/poll';
import { utcDateWords } from './fact-words';

/** "chose A and B"; "found all answers equal". */
export function ballotWords({ verdict, best }: Pick<Ballot, 'verdict' | 'best'>): string {
  return verdict === 'best' ? `chose ${listOf(best)}` : `found all answers ${verdict}`;
}

/** What a reader is told of a comparison that was asked blind; null of any other, and of one whose names are known. */
export function blindWords(record: ComparisonRecord): string | null {
  const { poll } = record;
  if (!poll) return hidesNames(record) ? 'Its author does not know the models’ names yet, so they are hidden.' : null;
  return hidesNames(record) ? hiddenWords(poll) : knownWords(record, poll);
}

function hiddenWords({ open, closesAt }: ReadersPoll): string {
  if (!open) return 'It is closed and takes no more ballots. Its author has not shown the models’ names.';
  const end = closesAt === null ? '' : ` It closes on ${utcDateWords(closesAt)}.`;
  return `Who answers is hidden. Say which answer is best; then you see the models, their figures and the replay.${end}`;
}

function knownWords(record: ComparisonRecord, { voted, names, open }: ReadersPoll): string {
  const ballot = turnOf(record.turns, BLIND_TURN)?.ballot;
  const own = voted && ballot ? [`You ${ballotWords(ballot)}.`] : [];
  return [...own, endWords({ names, open })].join(' ');
}

function endWords({ names, open }: Pick<ReadersPoll, 'names' | 'open'>): string {
  if (names === 'all') return 'It is over: its author shows the models’ names to every reader.';
  return open ? 'Other readers see the names after their ballot.' : 'It is closed now.';
}
