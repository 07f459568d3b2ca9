import { notFound } from 'next/navigation';
import { answerPlace } from '@/app/api/_http/read-address';
import { AnswerPiece } from '@/components/lane/answer-piece';
import { findAttempt } from '@/lib/comparison/lanes';
import { attemptsOf } from '@/lib/comparison/state';
import { turnOf } from '@/lib/comparison/turns';
import type { LoadedComparison } from '@/lib/service/load-comparison';
import { readAnswer } from '@/lib/service/load-comparison';
import { Refusal } from '@/lib/service/refusal';

type SearchParams = Record<string, string | string[] | undefined>;

/**
 * The page of one stretch of a long answer: `?turn=1&lane=B&attempt=1&after=65536`.
 *
 * @returns null for the address of the comparison itself.
 */
export function longAnswer(loaded: LoadedComparison, search: SearchParams) {
  if (search.lane === undefined) return null;
  const query = new URLSearchParams(Object.entries(search).flatMap(([name, value]) => pairsOf(name, value)));
  try {
    const param = (name: string) => query.get(name) ?? '1';
    const place = answerPlace({ turn: param('turn'), lane: param('lane'), attempt: param('attempt') }, query);
    const piece = readAnswer(loaded, place);
    const turn = turnOf(loaded.record.turns, place.turn);
    const lane = turn && findAttempt(turn, place.lane, place.attempt);
    const answer = attemptsOf(loaded.state, place.turn, place.lane).find(({ attempt }) => attempt === place.attempt);
    if (!lane || !answer) return notFound();
    return <AnswerPiece {...place} lane={lane} piece={piece} length={answer[place.part].length} />;
  } catch (error) {
    if (error instanceof Refusal) return notFound();
    throw error;
  }
}

function pairsOf(name: string, value: string | string[] | undefined): [string, string][] {
  return [value ?? []].flat().map((text) => [name, text]);
}
