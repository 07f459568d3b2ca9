import { type ComparisonState, emptyState } from '@/lib/comparison/state';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Prefill, PrefillLane } from '@/lib/protocol/prefill';
import { type Draft, type DraftLane, draftLane, emptyDraft, type GoneSeat, goneSeat } from './draft';
import type { WorkspaceState } from './workspace-state';
import { nothingWritten, writtenSettings } from './written-settings';

const nothing = {
  connections: {},
  unsaved: [],
  asking: false,
  problem: null,
  notice: null,
  filled: false,
  selectedTurn: null,
  openTurns: [],
  maximised: null,
  systemOpen: false,
} satisfies Partial<WorkspaceState>;

/** A new comparison, with what the address or the defaults fill in. */
export function prefilledWorkspaceState({ prompt, system, lanes, notice }: Prefill): WorkspaceState {
  const draft: Draft = { ...emptyDraft, prompt, system, ...seated(lanes), ...settingsOf(lanes) };
  return {
    ...nothing,
    notice,
    filled: prompt !== '',
    systemOpen: system !== '',
    record: null,
    answers: emptyState,
    draft,
  };
}

function seated(prefill: readonly PrefillLane[]): Pick<Draft, 'lanes' | 'gone'> {
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
  const system = record.turns.at(-1)?.system ?? '';
  return { ...nothing, record, answers, draft: { ...emptyDraft, system } };
}
