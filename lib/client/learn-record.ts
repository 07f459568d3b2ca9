import { listLanes } from '@/lib/comparison/lanes';
import { hasGap, mergeRecords } from '@/lib/comparison/merge-records';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { AttemptSelection } from './attempt-selection';
import { systemOf } from './composer-state';
import type { Workspace } from './workspace';

/** A tab that becomes visible or gets the focus does not ask more often than this, ms. */
const ASKED_LATELY_MS = 1000;

export interface LearnPorts {
  /** Gets a comparison's record. @throws RequestFailed */
  getRecord(id: string): Promise<ComparisonRecord>;
  /** Monotonic ms. */
  now(): number;
  /** Whether the page is visible, as far as the browser tells. */
  isVisible(): boolean;
}

/** Keeps the record up to date with the server, which this tab and other tabs change. */
export interface RecordLearner {
  /** Gets the record and merges it. Never rejects: without an answer the known record stays. */
  learn(): Promise<void>;
  /** Merges a record that holds one turn, and gets all of it where other turns are missing. */
  takeIn(turnRecord: ComparisonRecord): void;
  /** Another tab has changed the comparison: gets the record, in a hidden tab once it is visible. */
  learnChange(comparison: string): void;
  /** The page is visible again: gets the record, unless it did so just now. */
  learnOnReturn(): void;
  /** @returns when the record that is on its way is merged. */
  settled(): Promise<void>;
}

/** @param onRuns called when the record may hold runs that this page does not follow yet. */
export function createRecordLearner(
  { store, composer }: Pick<Workspace, 'store' | 'composer'>,
  selection: Pick<AttemptSelection, 'settled' | 'withChanges'>,
  { getRecord, now, isVisible }: LearnPorts,
  onRuns: () => void,
): RecordLearner {
  let asking: Promise<void> | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  /** Counts the changes that this page hears of: an answer on its way may be older. */
  let changes = 0;
  let missedChange = false;

  return {
    learn,
    takeIn(turnRecord) {
      changes += 1;
      put(turnRecord);
      const { record } = store.getState();
      if (record && hasGap(record)) void learn();
    },
    learnChange(comparison) {
      if (comparison !== store.getState().record?.id) return;
      changes += 1;
      if (isVisible()) void learn();
      else missedChange = true;
    },
    learnOnReturn() {
      if (missedChange || now() - askedAt >= ASKED_LATELY_MS) void learn();
    },
    settled: () => asking ?? Promise.resolve(),
  };

  function learn(): Promise<void> {
    asking ??= ask()
      // The server is away, or the comparison is deleted: the next question says so.
      .catch(() => {})
      .finally(() => {
        asking = null;
      });
    return asking;
  }

  async function ask(): Promise<void> {
    const { record } = store.getState();
    if (!record) return;
    askedAt = now();
    missedChange = false;
    for (;;) {
      const settled = selection.settled();
      const known = changes;
      await settled;
      const serverRecord = await getRecord(record.id);
      // The comparison has changed meanwhile, and the answer may be older.
      if (selection.settled() !== settled || changes !== known) continue;
      put(serverRecord);
      onRuns();
      return;
    }
  }

  function put(serverRecord: ComparisonRecord): void {
    const { record } = store.getState();
    const current = selection.withChanges(serverRecord);
    const merged = record ? mergeRecords(record, current) : current;
    store.setState({ record: merged });
    composer.setState(({ draft }) => {
      // A system prompt that was not edited is that of the newest turn.
      const system = record !== null && draft.system === systemOf(record) ? systemOf(merged) : draft.system;
      return { draft: { ...draft, system, taken: listLanes(merged).length } };
    });
  }
}
