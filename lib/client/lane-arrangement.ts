import type { StoreApi } from 'zustand/vanilla';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { ComparisonChange } from '@/lib/protocol/comparison-change';
import type { Lane } from '@/lib/protocol/lane';
import { createChangeQueue } from './change-queue';
import { lanesOf, type PaneState } from './pane-state';

/** The order of the lanes on the page, and those that are not on it. */
export type Arrangement = Pick<ComparisonRecord, 'order' | 'removed'>;

/** Arranges the lanes: shown at once and sent; if the server refuses it, it is undone. */
export interface LaneArrangement {
  /** Puts a lane at that place of the page, from 0. */
  move(lane: Lane, place: number): Promise<void>;
  /** Takes a lane from the page; the last one stays. */
  remove(lane: Lane): Promise<void>;
  bringBack(lane: Lane): Promise<void>;
}

/** @param change sends it, and rejects when the server refuses. @param onRefused called with that error. */
export function createLaneArrangement(
  store: StoreApi<PaneState>,
  change: (comparison: string, change: ComparisonChange) => Promise<void>,
  onRefused: (error: unknown) => void,
): LaneArrangement {
  const changes = createChangeQueue<Arrangement>(onRefused);
  const onPage = () => lanesOf(store.getState()).map(({ lane }) => lane);

  return {
    move(lane, place) {
      const otherLanes = onPage().filter((known) => known !== lane);
      return arrange({ order: otherLanes.toSpliced(place, 0, lane) });
    },
    async remove(lane) {
      if (onPage().length > 1) await arrange({ removed: [...removedLanes(), lane] });
    },
    bringBack: (lane) => arrange({ removed: removedLanes().filter((known) => known !== lane) }),
  };

  function removedLanes(): readonly Lane[] {
    return store.getState().record?.removed ?? [];
  }

  async function arrange(arrangement: Partial<Arrangement>): Promise<void> {
    const { record } = store.getState();
    if (!record) return;
    const { order, removed } = record;
    await changes.change({
      key: record.id,
      from: { order, removed },
      to: { order, removed, ...arrangement },
      show: (arranged) => store.setState(({ record: known }) => (known ? { record: { ...known, ...arranged } } : {})),
      send: () => change(record.id, arrangement),
    });
  }
}
