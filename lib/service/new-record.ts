import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { newId } from '../run/new-id';
import type { App } from './app';

/** The record of a comparison that is made now. @param known its turns, and what it has from the one that it branches from. */
export function newRecord(
  { clock }: Pick<App, 'clock'>,
  known: Pick<ComparisonRecord, 'turns'> &
    Partial<Pick<ComparisonRecord, 'id' | 'from' | 'order' | 'blind' | 'tags' | 'lineUp'>>,
): ComparisonRecord {
  return {
    id: newId(),
    title: null,
    createdAt: clock.date().toISOString(),
    blind: false,
    revealed: false,
    starred: false,
    order: [],
    removed: [],
    from: null,
    branches: [],
    tags: [],
    lineUp: null,
    ...known,
  };
}
