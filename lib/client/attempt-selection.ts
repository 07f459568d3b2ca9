import type { StoreApi } from 'zustand/vanilla';
import { lanesAskedIn, turnOf } from '@/lib/comparison/turns';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { ComparisonChange } from '@/lib/protocol/comparison-change';
import type { Lane } from '@/lib/protocol/lane';
import { withSelectedAttempt } from '../comparison/selected-answers';
import { createChangeQueue } from './change-queue';
import type { PaneState } from './pane-state';

/** The selected attempts. A selection is shown at once and sent; if the server refuses it, it is taken back. */
export interface AttemptSelection {
  select(lane: Lane, turn: number, attempt: number): Promise<void>;
  /** @returns the server's record with this page's selections that the server has not answered yet. */
  withChanges(serverRecord: ComparisonRecord): ComparisonRecord;
  /** @returns when the server has answered every selection so far; a different promise after each selection. */
  settled(): Promise<void>;
}

/**
 * @param change sends a selection, and rejects when the server refuses it.
 * @param onRefused called with the error that `change` has thrown.
 */
export function createAttemptSelection(
  store: StoreApi<PaneState>,
  change: (comparison: string, change: ComparisonChange) => Promise<void>,
  onRefused: (error: unknown) => void,
): AttemptSelection {
  /** null selects the newest attempt. */
  const changes = createChangeQueue<number | null>(onRefused);

  return {
    select(lane, turn, attempt) {
      const { record } = store.getState();
      if (!record) return changes.settled();
      return changes.change({
        key: keyOf(lane, turn),
        from: turnOf(record.turns, turn)?.selected[lane] ?? null,
        to: attempt,
        show: (selected) => show(lane, turn, selected),
        send: () => change(record.id, { selected: { turn, lane, attempt } }),
      });
    },
    withChanges(serverRecord) {
      let record = serverRecord;
      for (const turn of serverRecord.turns) {
        for (const lane of lanesAskedIn(turn)) {
          const selected = changes.learn(keyOf(lane, turn.turn), turn.selected[lane] ?? null);
          record = withSelectedAttempt(record, turn.turn, lane, selected);
        }
      }
      return record;
    },
    settled: changes.settled,
  };

  function show(lane: Lane, turn: number, attempt: number | null): void {
    store.setState(({ record }) => (record ? { record: withSelectedAttempt(record, turn, lane, attempt) } : {}));
  }
}

function keyOf(lane: Lane, turn: number): string {
  return `${turn}${lane}`;
}
