import { listOf } from '@/lib/client/list-of';
import { lanesOf, latestTurn, type PaneState, runningLanes, selectedAnswers } from '@/lib/client/pane-state';
import { settingsMarks, settingsWords } from '@/lib/client/settings-words';
import { endingOf } from '@/lib/comparison/answer';
import { listLanes } from '@/lib/comparison/lanes';
import type { LaneRecord } from '@/lib/protocol/comparison';

/** "3 of 4 answered": how many of all asked lanes, in all turns, have ended without failure and with text. */
export function answeredWords(turns: readonly PaneState[]): string {
  const answers = turns.flatMap((state) => selectedAnswers(state, latestTurn(state)));
  const total = turns.reduce((sum, { record }) => sum + (record ? listLanes(record).length : 0), 0);
  const answered = answers.filter(({ phase, text }) => (phase === 'done' || phase === 'stopped') && text !== '');
  return `${answered.length} of ${total} answered`;
}

/**
 * "A was asked again separately": the lanes whose answers are not first attempts, so they did not start with the others.
 * Null if all started together, or there is only one lane.
 */
export function askedAgainWords(turns: readonly PaneState[]): string | null {
  const again = new Set(
    turns.flatMap((state) => {
      const answers = selectedAnswers(state, latestTurn(state));
      return answers.length > 1 ? answers.filter(({ attempt }) => attempt > 1).map(({ lane }) => lane) : [];
    }),
  );
  if (again.size === 0) return null;
  return `${listOf([...again].sort())} ${again.size === 1 ? 'was' : 'were'} asked again separately`;
}

/** Names the lanes of demo models, whose answers are canned; null for none. */
export function cannedWords(lanes: readonly LaneRecord[]): string | null {
  const canned = lanes.filter(({ demo }) => demo);
  if (canned.length === 0) return null;
  if (canned.length === lanes.length) return lanes.length === 1 ? 'Canned demo answer' : 'Canned demo answers';
  return `${listOf(canned.map(({ lane }) => lane))}: canned demo ${canned.length === 1 ? 'answer' : 'answers'}`;
}

/** "B and C are running now"; null when no lane is. */
export function runningWords(turns: readonly PaneState[]): string | null {
  const lanes = [...new Set(turns.flatMap(runningLanes))].sort();
  return lanes.length === 0 ? null : `${listOf(lanes)} ${lanes.length === 1 ? 'is' : 'are'} running now`;
}

/** "Served by Anthropic (A), Azure (B and C)"; null if no provider is known. Demo models are left out. */
export function servedWords(turns: readonly PaneState[]): string | null {
  const served = new Map<string, Set<string>>();
  for (const state of turns) {
    for (const { lane, demo } of lanesOf(state)) {
      const answer = selectedAnswers(state, latestTurn(state)).find((candidate) => candidate.lane === lane);
      const ending = answer && endingOf(answer);
      if (!answer || !ending?.provider || demo) continue;
      const { provider, servedModel } = ending;
      const server = servedModel === null || servedModel === answer.model ? provider : `${provider} as ${servedModel}`;
      served.set(server, (served.get(server) ?? new Set()).add(lane));
    }
  }
  if (served.size === 0) return null;
  return `Served by ${[...served].map(([server, lanes]) => `${server} (${listOf([...lanes].sort())})`).join(', ')}`;
}

interface SettingsInWords {
  /** "default settings, effort high on B". */
  words: string;
  /** "B": the lanes with settings of their own; null if all lanes have the same. */
  differing: string | null;
}

/** The settings of the lanes. */
export function settingsOf(lanes: readonly LaneRecord[]): SettingsInWords {
  const marks = settingsMarks(lanes.map(({ settings }) => settings));
  const usual = lanes.find((_, index) => marks[index] === null);
  const own = new Map<string, string[]>();
  for (const [index, { lane }] of lanes.entries()) {
    const mark = marks[index];
    if (mark) own.set(mark, [...(own.get(mark) ?? []), lane]);
  }
  const parts = [
    ...(usual ? [settingsWords(usual.settings) || 'default settings'] : []),
    ...[...own].map(([mark, letters]) => `${mark} on ${listOf(letters)}`),
  ];
  const differing = [...own.values()].flat();
  return { words: parts.join(', '), differing: differing.length === 0 ? null : listOf(differing) };
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** ISO 8601 → "22 November 2026, 14:05 UTC", which is the same on the server and in every browser. */
export function utcDateWords(iso: string): string {
  const date = new Date(iso);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${date.toISOString().slice(11, 16)} UTC`;
}
