import { hidesNames } from '@/lib/comparison/hides-names';
import { arrangedLanes } from '@/lib/comparison/lanes';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import { ceilingOf, type Draft, type DraftLane, emptyDraft, settingsProblem } from './draft';
import { type PaneState, runningLanes } from './pane-state';
import type { PreflightProblem } from './preflight';

/** What the composer shows, and the start page of a new comparison. */
export interface ComposerState {
  draft: Draft;
  /** The next question, which waits until its lanes have answered. */
  queued: Draft | null;
  /** The request that starts a run is under way. */
  asking: boolean;
  /** Why the last request was refused, in a sentence. */
  problem: string | null;
  /** What speaks against the lanes of a draft; null until that is known. */
  problems: { draft: Draft; byLane: ProblemsByLane } | null;
  /** Which lanes the last question was not sent to, and why, in a sentence. */
  skipped: string | null;
  /** What the start page says first: about the address that it was opened with, or about the server. */
  notice: string | null;
  /** The server has found something about itself that could be better. */
  checkServer: boolean;
  /** The prompt comes from the address that the start page was opened with. */
  prefilled: boolean;
  /** Whether the system prompt is open. */
  systemOpen: boolean;
  /** The lane that gets the next model that the picker chooses; null while the picker adds models. */
  swapping: SwapTarget | null;
  /** The lane of the draft whose panel is open. */
  openLane: DraftLane['key'] | null;
}

/** A lane of the draft, or of the comparison. */
export type SwapTarget = { kind: 'draft'; key: string } | { kind: 'lane'; lane: Lane };

export const emptyComposer: ComposerState = {
  draft: emptyDraft,
  queued: null,
  asking: false,
  problem: null,
  problems: null,
  skipped: null,
  notice: null,
  checkServer: false,
  prefilled: false,
  systemOpen: false,
  swapping: null,
  openLane: null,
};

/** @returns the system prompt of the newest turn, which a follow-up goes on with; '' for none. */
export function systemOf(record: ComparisonRecord | null): string {
  return record?.turns.at(-1)?.system ?? '';
}

/** A draft, and what speaks against its lanes, if that is known. */
type Asking = Pick<ComposerState, 'draft'> & Partial<Pick<ComposerState, 'problems'>>;

/** The lanes that the next question would go to. */
export function lanesToAsk(panes: PaneState, composer: Asking): Lane[] {
  const blocked = blockedLanes(composer);
  return chosenLanes(panes, composer).filter((lane) => !blocked.includes(lane));
}

function chosenLanes({ record }: PaneState, { draft }: Asking): Lane[] {
  const known = record ? arrangedLanes(record).map(({ lane }) => lane) : [];
  return [...known.filter((lane) => !draft.leftOut.includes(lane)), ...draftLetters(draft)];
}

type ProblemsByLane = Partial<Record<Lane, PreflightProblem>>;

const NO_PROBLEMS: ProblemsByLane = {};

/** What speaks against each lane; while a key is pressed, that of the text before it. */
export function problemsByLane({ problems }: Pick<ComposerState, 'problems'>): ProblemsByLane {
  return problems?.byLane ?? NO_PROBLEMS;
}

/** The lanes that cannot answer, as far as is known of this very draft. */
export function blockedLanes({ draft, problems }: Asking): Lane[] {
  if (!problems || problems.draft !== draft) return [];
  return LANE_LETTERS.filter((lane) => problems.byLane[lane]?.blocks);
}

/** The letters that the lanes of the draft will have. */
export function draftLetters({ taken, lanes }: Draft): Lane[] {
  return LANE_LETTERS.slice(taken, taken + lanes.length);
}

/** @returns the letter of the lane whose model is being swapped; null while there is none. */
export function swappedLetter({ swapping, draft }: ComposerState): Lane | null {
  if (swapping?.kind !== 'draft') return swapping?.lane ?? null;
  return draftLetters(draft)[draft.lanes.findIndex(({ key }) => key === swapping.key)] ?? null;
}

/** The lanes that would get the next question and are still answering: it waits for them. */
export function busyLanes(panes: PaneState, composer: Asking): Lane[] {
  const lanes = lanesToAsk(panes, composer);
  return runningLanes(panes).filter((lane) => lanes.includes(lane));
}

/** The reason that an empty prompt box shows by itself. */
export const NO_PROMPT = 'Write a prompt first';

const STILL_BLIND = 'Choose the best answer first, or show the names';

/** @returns why Ask is off, in words; null when it is on. */
export function whyNotAsk(panes: PaneState, composer: ComposerState): string | null {
  if (composer.asking) return 'Starting…';
  if (panes.record && hidesNames(panes.record)) return STILL_BLIND;
  const lanes = lanesToAsk(panes, composer);
  if (lanes.length === 0) return whyNobody(panes, composer);
  if (composer.queued && busyLanes(panes, composer).length > 0) return 'One question is waiting already';
  if (ceilingOf(composer.draft) === null) return 'The ceiling must be an amount over 0, or empty';
  const problem = settingsProblem(composer.draft);
  if (problem !== null) return problem;
  return composer.draft.prompt.trim() === '' ? NO_PROMPT : null;
}

function whyNobody(panes: PaneState, composer: ComposerState): string {
  const [lane] = chosenLanes(panes, composer);
  const problem = lane && composer.problems?.byLane[lane];
  return problem ? `No model can be asked: ${lane} ${problem.words}` : 'Choose at least one model';
}
