'use client';

import { lanesOf, latestTurn, type PaneState } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { type Answer, calledAt, type EndedAnswer, isRunning } from '@/lib/comparison/answer';
import { latestAnswer } from '@/lib/comparison/state';
import { AnnouncerLine } from './announcer-line';
import { shortFailure } from './failure-words';

interface AnnouncerProps {
  /** The turn to report; null for all turns. */
  only?: number;
}

/** Tells screen readers when a lane ends or is retried, but not each token. */
export function Announcer({ only }: AnnouncerProps) {
  const words = usePaneState((state) => announcement(state, only ?? null));
  return <AnnouncerLine words={words} />;
}

/**
 * The last event of any lane in words, in any turn: it was asked, is retried, or has ended.
 *
 * @param only the turn to report; null for all turns, then an earlier turn is named.
 */
export function announcement(state: PaneState, only: number | null): string {
  const answers = answersOf(state, only);
  const last = answers.reduce<EndedAnswer | null>(
    (latest, answer) => (isRunning(answer) || (latest && endOf(latest) > endOf(answer)) ? latest : answer),
    null,
  );
  const since = last ? endOf(last) : 0;
  const where = (turn: number) => (only === null && turn !== latestTurn(state) ? `Turn ${turn}: ` : '');
  const tried = answers.find((answer) => answer.phase === 'waiting' && triedAt(answer) > since);
  const again = tried?.tries.at(-1);
  if (tried && again) {
    return `${where(tried.turn)}${tried.lane}: ${shortFailure(again.failure)}, try ${again.try} of 3 follows`;
  }
  const begun = answers.filter((answer) => isRunning(answer) && startOf(answer) > since);
  if (begun[0]) return `${where(begun[0].turn)}Asked ${begun.length === 1 ? 'one model' : `${begun.length} models`}`;
  if (!last) return '';
  // While names are hidden no time is told: all answers come at once.
  if (last.blind) return `${where(last.turn)}All answers are here`;
  const outcome = last.phase === 'done' ? 'finished in' : last.phase === 'stopped' ? 'stopped after' : 'failed after';
  const seconds = Math.max(1, Math.round((last.endedAt - calledAt(last)) / 1000));
  const own = answers.filter(({ turn }) => turn === last.turn);
  const ended = own.filter((answer) => !isRunning(answer)).length;
  const took = `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  return `${where(last.turn)}${last.lane} ${outcome} ${took}, ${ended} of ${own.length}`;
}

/** The newest attempt of every lane, in all turns or in that one. */
function answersOf(state: PaneState, only: number | null): Answer[] {
  const { answers } = state;
  const turns = answers.turns.filter(({ turn }) => only === null || turn === only);
  return turns.flatMap(({ turn }) => lanesOf(state).flatMap(({ lane }) => latestAnswer(answers, turn, lane) ?? []));
}

/** Each run has its own clock, so this is ms since 1970 by the server's wall clock. */
function startOf({ timestamp }: Answer): number {
  return Date.parse(timestamp);
}

function endOf(answer: EndedAnswer): number {
  return Date.parse(answer.phase === 'failed' ? answer.endTimestamp : answer.ending.timestamp);
}

function triedAt(answer: Answer): number {
  const at = answer.tries.at(-1)?.at;
  return at === undefined ? 0 : startOf(answer) + at - answer.startedAt;
}
