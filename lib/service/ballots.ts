import { countWords } from '@/lib/comparison/count-words';
import { isBlindTurn, isRevealedTurn } from '@/lib/comparison/hides-names';
import { FEWEST_JUDGED, judgedAttempts } from '@/lib/comparison/judged-answers';
import { namesMaker } from '@/lib/comparison/names-maker';
import { selectAnswers } from '@/lib/comparison/selected-answers';
import { isCopiedTurn, turnOf } from '@/lib/comparison/turns';
import type { JudgedAnswer, StoredBallot } from '@/lib/persistence/ballots';
import type { BallotRequest } from '@/lib/protocol/ballot-request';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Session } from '@/lib/session/session';
import type { App } from './app';
import { type LoadedComparison, loadComparison, loadOwnComparison } from './load-comparison';
import { invalid, noSuchComparison, Refusal, refuseUnsaved } from './refusal';
import { requireOwnComparison } from './require-own';

/** A comparison after its author has chosen, or deleted that choice. */
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
  const { visitor, loaded } = await loadJudged(app, session, id, turn);
  if (isCopiedTurn(loaded.record, turn)) throw copiedTurn();
  const ballot = await judge(app, loaded, turn, request, isBlindTurn(loaded.record, turn));
  if (!(await app.persistence.castOwnBallot({ comparison: id, turn, visitor, slug: null, ballot }))) {
    throw ballot.blind ? alreadyRevealed() : noSuchComparison();
  }
  return loadOwnComparison(app, session, id);
}

/**
 * Deletes the author's ballot, if there is one.
 *
 * @throws Refusal when that visitor has no such comparison or turn, or the ballot was blind: that has revealed the names.
 */
export async function deleteBallot(app: App, session: Session, id: string, turn: number): Promise<BallotChange> {
  const { visitor } = await loadJudged(app, session, id, turn);
  await app.persistence.deleteBallot({ comparison: id, turn, visitor });
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
  requireTurn(record, turn);
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

/** The author's comparison with all names. @throws Refusal when that visitor has no such comparison, or it has no such turn. */
async function loadJudged(app: App, session: Session, id: string, turn: number) {
  refuseUnsaved(app, id);
  const { visitor } = await requireOwnComparison(app, session, id);
  const loaded = await loadComparison(app, id);
  if (!loaded) throw noSuchComparison();
  requireTurn(loaded.record, turn);
  if (isRevealedTurn(loaded.record, turn)) throw alreadyRevealed();
  return { visitor, loaded };
}

function requireTurn({ turns }: ComparisonRecord, turn: number): void {
  if (!turnOf(turns, turn)) throw new Refusal('not-found', `There is no turn ${turn} in this comparison.`);
}

function copiedTurn(): Refusal {
  return invalid([{ path: 'turn', message: 'is a copy: choose in the comparison that this one branches from' }]);
}

export function alreadyRevealed(): Refusal {
  return new Refusal(
    'already-revealed',
    'The names are known by now, so a blind ballot can neither be cast nor changed. Choose in another turn.',
  );
}
