import { listLanes } from '@/lib/comparison/lanes';
import type { ComparisonState } from '@/lib/comparison/state';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Prefill, PrefillLane } from '@/lib/protocol/prefill';
import { type ComposerState, emptyComposer, systemOf } from './composer-state';
import { type Draft, type DraftLane, draftLane, emptyDraft, type RetiredLane, retiredLane } from './draft';
import { noPanes, openPanes, type PaneState } from './pane-state';
import { nothingWritten, writtenSettings } from './written-settings';

/** The page's first state. */
export interface WorkspaceState {
  panes: PaneState;
  composer: ComposerState;
}

/** What the start page knows of its server. */
interface ServerState {
  /** The start page links to the check. */
  checkServer?: boolean;
  nothingKept?: boolean;
}

/** A new comparison, prefilled by the address or the defaults. */
export function prefilledWorkspaceState(
  { prompt, system, lanes, notice }: Prefill,
  { checkServer = false, nothingKept = false }: ServerState = {},
): WorkspaceState {
  const draft: Draft = { ...emptyDraft, prompt, system, ...draftLanesOf(lanes), ...settingsOf(lanes) };
  const prefilled = prompt !== '';
  const systemOpen = system !== '';
  return {
    panes: { ...noPanes, nothingKept },
    composer: { ...emptyComposer, draft, notice, checkServer, prefilled, systemOpen },
  };
}

function draftLanesOf(prefill: readonly PrefillLane[]): Pick<Draft, 'lanes' | 'retired'> {
  const lanes: DraftLane[] = [];
  const retired: RetiredLane[] = [];
  for (const lane of prefill) {
    if (lane.kind === 'model') lanes.push(draftLane(lane.model, lane.settings));
    else retired.push(retiredLane({ ...lane, after: lanes.at(-1)?.key ?? null }, lane.settings));
  }
  return { lanes, retired };
}

/** Settings that all lanes share become the common ones; else each lane keeps its own. */
function settingsOf(lanes: readonly PrefillLane[]): Pick<Draft, 'sameSettings' | 'settings'> {
  const [first, ...rest] = lanes.map(({ settings }) => writtenSettings(settings));
  const same = rest.every((written) => JSON.stringify(written) === JSON.stringify(first));
  return { sameSettings: same, settings: same && first ? first : nothingWritten };
}

/** An existing comparison, as the server has folded it so far. */
export function openWorkspaceState(record: ComparisonRecord, answers: ComparisonState): WorkspaceState {
  const draft: Draft = {
    ...emptyDraft,
    system: systemOf(record),
    taken: listLanes(record).length,
    sameSettings: false,
  };
  return { panes: openPanes(record, answers), composer: { ...emptyComposer, draft } };
}
