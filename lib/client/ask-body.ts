import { arrangedLanes } from '@/lib/comparison/lanes';
import type { Lane } from '@/lib/protocol/lane';
import type { Settings } from '@/lib/protocol/settings';
import { type ComposerState, draftLetters, systemOf } from './composer-state';
import { ceilingOf, type Draft, type DraftLane, type LaneChange, settingsFor, tagsOf } from './draft';
import type { PaneState } from './pane-state';
import { readSettings } from './written-settings';

/** A lane in the body of a follow-up or a retry: its letter, or also what differs from now on. */
export type LaneRequestBody = Lane | { lane: Lane; model?: string; settings?: Settings; system?: string | null };

/** The body of `POST /api/compare` that asks the draft. @param lineUp the name of the line-up that its lanes are. */
export function askBody(
  { record }: PaneState,
  { draft }: Pick<ComposerState, 'draft'>,
  lineUp: string | null = null,
): unknown {
  const { prompt, system, changes, leftOut } = draft;
  const ceilingUsd = ceilingOf(draft);
  const ceiling = typeof ceilingUsd === 'number' ? { ceilingUsd } : {};
  if (!record) {
    return {
      prompt,
      lanes: draft.lanes.map((lane) => newLane(draft, lane)),
      ...(system.trim() === '' ? {} : { system }),
      ...ceiling,
      ...(draft.blind && { blind: true }),
      ...(lineUp !== null && { lineUp }),
      ...(tagsOf(draft).length > 0 && { tags: tagsOf(draft) }),
    };
  }
  const known = arrangedLanes(record)
    .filter(({ lane }) => !leftOut.includes(lane))
    .map(({ lane }) => changedLane(lane, changes[lane]));
  return {
    comparison: record.id,
    prompt,
    lanes: [...known, ...addedLanes(draft)],
    ...(system === systemOf(record) ? {} : { system }),
    ...ceiling,
  };
}

/** The lanes that a follow-up adds, with the letters that they will have. */
export function addedLanes(draft: Draft): LaneRequestBody[] {
  return draftLetters(draft).flatMap((lane, index) => {
    const added = draft.lanes[index];
    return added ? [{ lane, ...newLane(draft, added) }] : [];
  });
}

/** A lane that exists, with what differs from now on. */
export function changedLane(lane: Lane, change: LaneChange = {}): LaneRequestBody {
  const { model, settings, system } = change;
  const changed = {
    ...(model && { model: model.id }),
    ...(settings && { settings: readSettings(settings).settings }),
    ...(system !== undefined && { system }),
  };
  return Object.keys(changed).length === 0 ? lane : { lane, ...changed };
}

function newLane(draft: Draft, lane: DraftLane) {
  const { model, system } = lane;
  return { model: model.id, settings: settingsFor(draft, lane), ...(system !== null && { system }) };
}
