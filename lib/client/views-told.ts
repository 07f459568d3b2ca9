import type { StoreApi } from 'zustand/vanilla';
import { turnOf } from '@/lib/comparison/turns';
import { withAttemptInView } from '@/lib/comparison/with-attempt-in-view';
import type { ComparisonChange } from '@/lib/protocol/history';
import type { Lane } from '@/lib/protocol/lane';
import type { WorkspaceState } from './workspace-state';

/** Tells the server which attempts are put on view, one after another, and shows what it has where it refuses. */
export interface ViewsTold {
  /** Puts that attempt on view, at once here, and there. */
  show(lane: Lane, turn: number, attempt: number): Promise<void>;
  /** The lane was asked again: its newest attempt is on view, here and there. */
  newest(lane: Lane, turn: number): void;
  /** The server has told what is on view there. */
  learned(): void;
  /** @returns when the server has been told of everything that was put on view until now; another one after a change. */
  settled(): Promise<void>;
}

/** @param change sends it. @returns whether the server has taken it. */
export function createViewsTold(
  store: StoreApi<WorkspaceState>,
  change: (comparison: string, change: ComparisonChange) => Promise<boolean>,
): ViewsTold {
  /** What the server has on view by turn and lane, as far as it was told from here; null for the newest. */
  const there = new Map<string, number | null>();
  /** The last that it was told, by turn and lane. */
  const last = new Map<string, Promise<void>>();
  let told: Promise<void> = Promise.resolve();

  return {
    show(lane, turn, attempt) {
      const { record } = store.getState();
      if (!record) return told;
      const seat = seatOf(lane, turn);
      if (!there.has(seat)) there.set(seat, turnOf(record.turns, turn)?.inView[lane] ?? null);
      put(lane, turn, attempt);
      const own: Promise<void> = told.then(async () => {
        if (await change(record.id, { inView: { turn, lane, attempt } })) there.set(seat, attempt);
        // Where another was chosen since, that is what is shown.
        else if (last.get(seat) === own) put(lane, turn, there.get(seat) ?? null);
      });
      last.set(seat, own);
      told = own;
      return own;
    },
    newest(lane, turn) {
      there.set(seatOf(lane, turn), null);
      put(lane, turn, null);
      told = told.then(() => {});
    },
    learned() {
      there.clear();
      last.clear();
    },
    settled: () => told,
  };

  function put(lane: Lane, turn: number, attempt: number | null): void {
    store.setState(({ record }) => (record ? { record: withAttemptInView(record, turn, lane, attempt) } : {}));
  }
}

function seatOf(lane: Lane, turn: number): string {
  return `${turn}${lane}`;
}
