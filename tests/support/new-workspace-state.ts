import { prefilledWorkspaceState, type WorkspaceState } from '@/lib/client/workspace-state';
import type { Model } from '@/lib/protocol/model';
import type { PrefillLane } from '@/lib/protocol/prefill';

/** A new comparison of these models. */
export function newWorkspaceState(prompt: string, models: readonly Model[]): WorkspaceState {
  const lanes = models.map((model): PrefillLane => ({ kind: 'model', model, settings: {} }));
  return prefilledWorkspaceState({ prompt, system: '', lanes, notice: null });
}
