import { filledWorkspaceState } from '@/lib/client/initial-state';
import type { WorkspaceState } from '@/lib/client/workspace-state';
import type { FilledSeat } from '@/lib/protocol/filling';
import type { Model } from '@/lib/protocol/model';

/** A new comparison of these models. */
export function newWorkspaceState(prompt: string, models: readonly Model[]): WorkspaceState {
  const seats = models.map((model): FilledSeat => ({ kind: 'model', model, settings: {} }));
  return filledWorkspaceState({ prompt, system: '', seats, notice: null });
}
