import { hasGap, mergeRecords } from '@/lib/comparison/merge-records';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { AttemptSelection } from './attempt-selection';
import { systemOf } from './composer-state';
import type { Workspace } from './workspace';

/** A tab that was away, or whose window has the focus again, does not ask more often than this, ms. */
const ASKED_LATELY_MS = 1000;

export interface LearnPorts {
  /** Asks for a comparison's record. @throws RequestFailed */
  getRecord(id: string): Promise<ComparisonRecord>;
  /** Monotonic ms. */
  now(): number;
  /** Whether the page is in sight, as far as the browser tells. */
  isVisible(): boolean;
}

/** Learns from the server what the comparison has become, here and in other tabs. */
export interface RecordLearner {
  /** Asks the server for the record, and takes in what is not known here. Never rejects: what is known stays. */
  learn(): Promise<void>;
  /** Takes in a record that tells of one turn, and asks for all of it where others are missing. */
  takeIn(turnRecord: ComparisonRecord): void;
  /** Another tab has changed the comparison: the same, once the page is in sight, so that hidden tabs read nothing. */
  learnChange(comparison: string): void;
  /** The same when the page comes back into sight, unless the server was asked just now. */
  learnOnReturn(): void;
  /** @returns when what was asked for has been taken in. */
  settled(): Promise<void>;
}

/** @param onRuns called when there may be runs in the record that nobody here follows yet. */
export function createRecordLearner(
  { store, composer }: Pick<Workspace, 'store' | 'composer'>,
  selection: AttemptSelection,
  { getRecord, now, isVisible }: LearnPorts,
  onRuns: () => void,
): RecordLearner {
  let asking: Promise<void> | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  /** How often the record was heard to be another one: an answer on its way may be older than that. */
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
      // The server is away, or the comparison is gone: whoever asks the next question is told.
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
      // Something has changed meanwhile, and the server's answer may be older than that.
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
    // A system prompt that goes on unchanged is that of the newest turn.
    composer.setState(({ draft }) =>
      record !== null && draft.system === systemOf(record) ? { draft: { ...draft, system: systemOf(merged) } } : {},
    );
  }
}
