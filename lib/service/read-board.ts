import { boardOf } from '@/lib/comparison/board';
import { type Ballot, compares, keysOf } from '@/lib/comparison/board/choices';
import { percentile } from '@/lib/comparison/rhythm';
import type { FoundBallot, JudgedAnswer, StoredBallot } from '@/lib/persistence/ballots';
import type { BoardAnswer, BoardModel, BoardQuery } from '@/lib/protocol/board';
import { SETTINGS, setSettings } from '@/lib/protocol/settings';
import type { Session } from '@/lib/session/session';
import type { App } from './app';

/** How many ballots are read, the newest. While the board is reckoned, nothing else of the process moves on. */
const MOST_BALLOTS = 2000;

/** @returns what the ballots of a visitor, or those in the visitor's polls, say about models. */
export async function readBoard({ persistence }: App, { visitor }: Session, query: BoardQuery): Promise<BoardAnswer> {
  const found = visitor === null ? [] : await persistence.ballotsOf(visitor, query.of, MOST_BALLOTS);
  const cast = found.filter(({ tags, lineUp }) => fits(tags, query.tag) && fits([lineUp], query.lineUp));
  const { counted, leftOut } = sortOut(cast, query);
  const ballots = counted.map((ballot) => toBallot(ballot, query.by));
  const { models, pairs, length, ...counts } = boardOf(ballots);
  const answers = answersByKey(counted, query.by);
  return {
    ...counts,
    cast: cast.length,
    blind: cast.filter(({ ballot }) => ballot.blind).length,
    since: cast.at(-1)?.ballot.castAt ?? null,
    leftOut: { ...leftOut, alone: counted.length - counts.ballots },
    isCut: found.length === MOST_BALLOTS,
    models: models.map((model) => ({ ...model, ...factsOf(answers.get(model.key) ?? [], query.by) })),
    unlisted: keysOf(ballots.filter(compares)).length - models.length,
    pairs,
    length,
    tags: namesIn(found.flatMap(({ tags }) => tags)),
    lineUps: namesIn(found.flatMap(({ lineUp }) => lineUp ?? [])),
    ...(persistence.kind === 'temporary' && { nothingKept: true }),
  };
}

function fits(names: readonly (string | null)[], wanted: string | null): boolean {
  return wanted === null || names.includes(wanted);
}

/** @returns the ballots that count, and how many do not, each for the first reason that it has. */
function sortOut(cast: readonly FoundBallot[], query: BoardQuery) {
  const leftOut = { open: 0, named: 0 };
  const counted = cast.flatMap(({ ballot }) => {
    const isOpen = query.blind && !ballot.blind;
    const isNamed = !query.named && ballot.answers.some(({ namesMaker }) => namesMaker);
    if (!isOpen && !isNamed) return [ballot];
    leftOut[isOpen ? 'open' : 'named'] += 1;
    return [];
  });
  return { counted, leftOut };
}

function toBallot({ answers, verdict, best }: StoredBallot, by: BoardQuery['by']): Ballot {
  return {
    verdict,
    answers: answers.map((answer) => ({
      key: keyOf(answer, by),
      chosen: best.includes(answer.lane),
      words: answer.words,
    })),
  };
}

/** The settings that make answers of a model those of another entry of the board. */
function marksOf({ settings }: JudgedAnswer, by: BoardQuery['by']): ReturnType<typeof setSettings> {
  if (by === 'settings') return setSettings(settings);
  const { reasoning } = settings;
  return by === 'model' || reasoning === undefined ? [] : [{ name: 'reasoning', value: reasoning }];
}

function keyOf(answer: JudgedAnswer, by: BoardQuery['by']): string {
  return [answer.model, ...marksOf(answer, by).map(({ name, value }) => SETTINGS[name].words(value))].join(', ');
}

/** @returns the answers of each key, the newest first. */
function answersByKey(ballots: readonly StoredBallot[], by: BoardQuery['by']): Map<string, JudgedAnswer[]> {
  const byKey = new Map<string, JudgedAnswer[]>();
  for (const answer of ballots.flatMap(({ answers }) => answers)) {
    const key = keyOf(answer, by);
    const known = byKey.get(key);
    if (known) known.push(answer);
    else byKey.set(key, [answer]);
  }
  return byKey;
}

type ModelFacts = Pick<BoardModel, 'name' | 'model' | 'vendor' | 'costUsd' | 'firstWord'>;

function factsOf(answers: readonly JudgedAnswer[], by: BoardQuery['by']): ModelFacts {
  const [newest] = answers;
  const marks = newest ? marksOf(newest, by).map(({ name, value }) => SETTINGS[name].short(value)) : [];
  return {
    name: [newest?.name ?? '', ...marks].join(', '),
    model: newest?.model ?? '',
    vendor: newest?.vendor ?? '',
    costUsd: medianOf(answers.flatMap(({ costUsd }) => costUsd ?? [])),
    firstWord: medianOf(answers.flatMap(({ firstWord }) => firstWord ?? [])),
  };
}

function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return percentile(
    values.toSorted((left, right) => left - right),
    0.5,
  );
}

/** @returns each name once, as one looks them up. */
function namesIn(names: readonly string[]): string[] {
  return [...new Set(names)].sort((left, right) => left.localeCompare(right, 'en'));
}
