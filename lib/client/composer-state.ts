import { listLanes } from '@/lib/comparison/lanes';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import { type Draft, emptyDraft, settingsProblem } from './draft';
import { listOf } from './list-of';
import { type PaneState, runningLanes } from './pane-state';

/** What the composer shows, and the start page of a new comparison. */
export interface ComposerState {
  draft: Draft;
  /** The request that starts a run is under way. */
  asking: boolean;
  /** Why the last request was refused, in a sentence. */
  problem: string | null;
  /** What the start page says first: about the address that it was opened with, or about the server. */
  notice: string | null;
  /** The server has found something about itself that could be better. */
  checkServer: boolean;
  /** The prompt comes from the address that the start page was opened with. */
  prefilled: boolean;
  /** Whether the system prompt is open. */
  systemOpen: boolean;
}

export const emptyComposer: ComposerState = {
  draft: emptyDraft,
  asking: false,
  problem: null,
  notice: null,
  checkServer: false,
  prefilled: false,
  systemOpen: false,
};

/** @returns the system prompt of the newest turn, which a follow-up goes on with; '' for none. */
export function systemOf(record: ComparisonRecord | null): string {
  return record?.turns.at(-1)?.system ?? '';
}

/** The lanes that the next question would go to. */
export function lanesToAsk({ record }: PaneState, { draft }: ComposerState): Lane[] {
  if (!record) return draft.lanes.map((_, index) => LANE_LETTERS[index]).filter((lane) => lane !== undefined);
  return listLanes(record)
    .map(({ lane }) => lane)
    .filter((lane) => !draft.leftOut.includes(lane));
}

/** The reason that an empty prompt box shows by itself. */
export const NO_PROMPT = 'Write a prompt first';

/** @returns why Ask is off, in words; null when it is on. */
export function whyNotAsk(panes: PaneState, composer: ComposerState): string | null {
  if (composer.asking) return 'Starting…';
  const lanes = lanesToAsk(panes, composer);
  if (lanes.length === 0) return 'Choose at least one model';
  const busy = runningLanes(panes).filter((lane) => lanes.includes(lane));
  if (busy.length > 0)
    return `${listOf(busy)} ${busy.length === 1 ? 'is still answering. Wait, or stop it.' : 'are still answering. Wait, or stop them.'}`;
  const problem = panes.record ? null : settingsProblem(composer.draft);
  if (problem !== null) return problem;
  return composer.draft.prompt.trim() === '' ? NO_PROMPT : null;
}
