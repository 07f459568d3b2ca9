import type { Ballot } from '@/lib/protocol/ballot';
import type { Lane } from '@/lib/protocol/lane';

/** "A, C best", "all equal", "all bad". */
export function choiceWords({ verdict, best }: Pick<Ballot, 'verdict' | 'best'>): string {
  if (verdict === 'best') return `${best.join(', ')} best`;
  return verdict === 'equal' ? 'all equal' : 'all bad';
}

/** @returns what a ballot says of an answer; null where it is about another attempt, or there is none. */
export function verdictOn(
  ballot: Ballot | null,
  { lane, attempt }: { lane: Lane; attempt: number },
): 'best' | 'not best' | 'equal' | 'bad' | null {
  if (!ballot || ballot.judged[lane] !== attempt) return null;
  if (ballot.verdict !== 'best') return ballot.verdict;
  return ballot.best.includes(lane) ? 'best' : 'not best';
}
