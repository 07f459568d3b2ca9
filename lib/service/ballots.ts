import { countWords } from '@/lib/comparison/count-words';
import { FEWEST_JUDGED, judgedAttempts } from '@/lib/comparison/judged-answers';
import { namesMaker } from '@/lib/comparison/names-maker';
import { selectAnswers } from '@/lib/comparison/selected-answers';
import type { JudgedAnswer, StoredBallot } from '@/lib/persistence/ballots';
import type { BallotRequest } from '@/lib/protocol/ballot-request';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Session } from '@/lib/session/session';
import type { App } from './app';
import { type LoadedComparison, loadComparison, loadOwnComparison } from './load-comparison';
import { invalid, noSuchComparison, Refusal, refuseUnsaved } from './refusal';
import { requireOwnComparison } from './require-own';

/** A comparison after its author has chosen, or taken that back. */
export type BallotChange = Pick<LoadedComparison, 'record'>;

/**
 * Casts the author's ballot in a turn, or replaces it. Where the names are hidden it reveals them to the author, and stays.
 *
 * @throws Refusal when that visitor has no such comparison or turn, a lane still answers, the ballot is not about its answers,
 * or the names are known by now.
 */
export async function castBallot(
  app: App,
  session: Session,
  id: string,
  turn: number,
  request: BallotRequest,
): Promise<BallotChange> {
  refuseUnsaved(app, id);
  const { visitor } = await requireOwnComparison(app, session, id);
  const loaded = await loadComparison(app, id);
  if (!loaded) throw noSuchComparison();
  const { record } = loaded;
  refuseKnown(record, turn);
  refuseCopy(record, turn);
  const ballot = await judge(app, loaded, turn, request, isBlind(record, turn));
  if (!(await app.persistence.castOwnBallot({ comparison: id, turn, visitor, slug: null, ballot }))) {
    throw ballot.blind ? alreadyRevealed() : noSuchComparison();
  }
  return loadOwnComparison(app, session, id);
}

/**
 * Takes the author's ballot back; none is left either way.
 *
 * @throws Refusal when that visitor has no such comparison or turn, or the ballot was blind: that has revealed the names.
 */
export async function takeBackBallot(app: App, session: Session, id: string, turn: number): Promise<BallotChange> {
  refuseUnsaved(app, id);
  const { visitor } = await requireOwnComparison(app, session, id);
  const loaded = await loadComparison(app, id);
  if (!loaded) throw noSuchComparison();
  if (!loaded.record.turns.some((known) => known.turn === turn)) throw noSuchTurn(turn);
  refuseKnown(loaded.record, turn);
  await app.persistence.takeBackBallot({ comparison: id, turn, visitor });
  return loadOwnComparison(app, session, id);
}

/**
 * @param loaded with all names.
 * @param blind the names are hidden from whoever casts it.
 * @returns the ballot with what a board needs of the answers as they are now.
 * @throws Refusal when a lane still answers, or the request does not fit the answers.
 */
export async function judge(
  app: App,
  { record, state }: Pick<LoadedComparison, 'record' | 'state'>,
  turn: number,
  { best = [], verdict }: BallotRequest,
  blind: boolean,
): Promise<StoredBallot> {
  if (!record.turns.some((known) => known.turn === turn)) throw noSuchTurn(turn);
  const attempts = judgedAttempts(record, state, turn);
  if (attempts === null) {
    throw new Refusal('turn-under-way', 'A model still answers. Wait until all have ended, or stop it, then choose.');
  }
  const answers = selectAnswers(record, state, turn).filter(({ lane: { lane } }) => attempts[lane] !== undefined);
  const letters = answers.map(({ lane }) => lane.lane);
  if (letters.length < FEWEST_JUDGED) {
    throw invalid([{ path: 'turn', message: 'has fewer than two answers, so there is nothing to choose between' }]);
  }
  const errors = best.flatMap((lane, index) =>
    letters.includes(lane)
      ? []
      : [
          {
            path: `best.${index}`,
            message: `names lane ${lane}, which has no answer: choose of ${letters.join(', ')}`,
          },
        ],
  );
  if (errors.length > 0) throw invalid(errors);
  const { models } = await app.catalog.get();
  return {
    verdict: verdict ?? 'best',
    best: letters.filter((lane) => best.includes(lane)),
    blind,
    castAt: app.clock.date().toISOString(),
    answers: answers.map(({ lane: record, answer, figures }): JudgedAnswer => {
      const { lane, attempt, model, name, vendor, settings } = record;
      return {
        ...{ lane, attempt, model, name, vendor, settings },
        words: countWords(answer),
        namesMaker: namesMaker(answer.text, record, models),
        costUsd: figures.cost?.usd ?? null,
        firstWord: figures.firstWord,
      };
    }),
  };
}

/** The names of that turn's models are hidden from the author. Later turns are asked once they are known. */
function isBlind({ blind, revealed }: ComparisonRecord, turn: number): boolean {
  return blind && !revealed && turn === 1;
}

/** @throws Refusal for the turn that was asked blind, once its names are known. */
function refuseKnown({ blind, revealed }: ComparisonRecord, turn: number): void {
  if (blind && revealed && turn === 1) throw alreadyRevealed();
}

/** @throws Refusal for a turn of a branch that is a copy: its answers are judged where they were asked. */
function refuseCopy({ from }: ComparisonRecord, turn: number): void {
  if (from === null || turn >= from.turn) return;
  throw invalid([{ path: 'turn', message: 'is a copy: choose in the comparison that this one branches from' }]);
}

export function alreadyRevealed(): Refusal {
  return new Refusal(
    'already-revealed',
    'The names are known by now, so a blind ballot can neither be cast nor changed. Choose in another turn.',
  );
}

function noSuchTurn(turn: number): Refusal {
  return new Refusal('not-found', `There is no turn ${turn} in this comparison.`);
}
