import type { ComparisonState } from '@/lib/comparison/state';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Prefill, PrefillLane } from '@/lib/protocol/prefill';
import { type ComposerState, emptyComposer, systemOf } from './composer-state';
import { type Draft, type DraftLane, draftLane, emptyDraft, type GoneSeat, goneSeat } from './draft';
import { noPanes, openPanes, type PaneState } from './pane-state';
import { nothingWritten, writtenSettings } from './written-settings';

/** What the page begins with. */
export interface WorkspaceState {
  panes: PaneState;
  composer: ComposerState;
}

/** A new comparison, with what the address or the defaults fill in. */
export function prefilledWorkspaceState({ prompt, system, lanes, notice }: Prefill): WorkspaceState {
  const draft: Draft = { ...emptyDraft, prompt, system, ...draftLanesOf(lanes), ...settingsOf(lanes) };
  const prefilled = prompt !== '';
  return { panes: noPanes, composer: { ...emptyComposer, draft, notice, prefilled, systemOpen: system !== '' } };
}

function draftLanesOf(prefill: readonly PrefillLane[]): Pick<Draft, 'lanes' | 'gone'> {
  const lanes: DraftLane[] = [];
  const gone: GoneSeat[] = [];
  for (const seat of prefill) {
    if (seat.kind === 'model') lanes.push(draftLane(seat.model, seat.settings));
    else gone.push(goneSeat({ ...seat, after: lanes.at(-1)?.key ?? null }, seat.settings));
  }
  return { lanes, gone };
}

/** Settings that all lanes have are those of all; else each keeps its own. */
function settingsOf(lanes: readonly PrefillLane[]): Pick<Draft, 'sameSettings' | 'settings'> {
  const [first, ...others] = lanes.map(({ settings }) => writtenSettings(settings));
  const same = others.every((written) => JSON.stringify(written) === JSON.stringify(first));
  return { sameSettings: same, settings: same && first ? first : nothingWritten };
}

/** A comparison that is there, as the server has folded it so far. */
export function openWorkspaceState(record: ComparisonRecord, answers: ComparisonState): WorkspaceState {
  const draft: Draft = { ...emptyDraft, system: systemOf(record) };
  return { panes: openPanes(record, answers), composer: { ...emptyComposer, draft } };
}
