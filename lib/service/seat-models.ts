import { successorOf } from '@/lib/models/successor-of';
import type { FilledSeat } from '@/lib/protocol/filling';
import type { Settings } from '@/lib/protocol/settings';
import type { App } from './app';

/** A model that somebody wants to be asked. */
interface WantedModel {
  id: string;
  /** What it is called should it be gone. */
  name: string;
  settings: Settings;
}

/** Looks each of them up. One that is gone keeps its seat, with what may be asked in its place. */
export function seatModels({ catalog }: App, wanted: readonly WantedModel[]): Promise<FilledSeat[]> {
  return Promise.all(
    wanted.map(async ({ id, name, settings }): Promise<FilledSeat> => {
      const found = await catalog.find(id);
      if (found.kind !== 'unknown-model') return { kind: 'model', model: found.model, settings };
      const { models } = await catalog.get();
      return { kind: 'gone', id, name, successor: successorOf(id, models), settings };
    }),
  );
}
