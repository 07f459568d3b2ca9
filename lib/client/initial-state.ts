import { type ComparisonState, emptyState } from '@/lib/comparison/state';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Model } from '@/lib/protocol/model';
import { draftLane, emptyDraft } from './draft';
import type { WorkspaceState } from './workspace-state';

const nothing = {
  connections: {},
  unsaved: [],
  asking: false,
  problem: null,
  turnInView: null,
  openTurns: [],
  attemptsInView: {},
  maximised: null,
  systemOpen: false,
} satisfies Partial<WorkspaceState>;

/** A new comparison, with what the address or the defaults fill in. */
export function newWorkspaceState(prompt: string, models: readonly Model[]): WorkspaceState {
  const lanes = models.map((model) => draftLane(model));
  return { ...nothing, record: null, answers: emptyState, draft: { ...emptyDraft, prompt, lanes } };
}

/** A comparison that is there, as the server has folded it so far. */
export function openWorkspaceState(record: ComparisonRecord, answers: ComparisonState): WorkspaceState {
  const system = record.turns.at(-1)?.system ?? '';
  return { ...nothing, record, answers, draft: { ...emptyDraft, system } };
}
