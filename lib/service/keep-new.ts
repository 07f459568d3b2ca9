import { isConstraintViolation } from '@/lib/persistence/sql';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { pauseAfter } from '../time/pause';
import type { App } from './app';

/** Pauses before the first, second … further attempt, ms; the last one stays. */
const PAUSES_MS = [100, 250, 500, 1000, 2000];

/**
 * Keeps a new comparison and claims its run, however often that must be tried. Until then it is one of the unsaved: it
 * can be read, followed and stopped, but not asked further, changed or shared.
 *
 * @returns a promise that never rejects.
 */
export async function keepNew(app: App, record: ComparisonRecord, visitor: string): Promise<void> {
  const { unsaved, persistence, clock, owner } = app;
  unsaved.set(record.id, { record, visitor });
  for (let failures = 0; ; failures++) {
    try {
      // A write that failed may have been kept all the same: then it is there.
      if (failures === 0 || !(await persistence.findComparison(record.id))) {
        await persistence.createComparison(record, visitor, owner);
      }
      break;
    } catch (error) {
      // An earlier attempt, that seemed to fail, has kept it, and it was deleted in another process since.
      if (isConstraintViolation(error)) break;
      await pauseAfter(clock, PAUSES_MS, failures);
    }
  }
  unsaved.delete(record.id);
}
