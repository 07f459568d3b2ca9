import type { Persistence } from '@/lib/persistence/persistence';
import type { EncodedEntry } from '@/lib/protocol/frames';
import type { Clock } from '@/lib/time/clock';
import { entriesOf, type ReadableLog } from '../run-log';

/** How often the database is polled for new entries while there are readers, ms. */
const POLL_MS = 200;
/** After so many polls the owner is told that the run has readers, and the reaper polls whether it lives. */
const POLLS_PER_CHECK = 10;
/** The time between, ms. */
export const CHECK_IN_MS = POLL_MS * POLLS_PER_CHECK;

/** Whether a log has its last event, `end`. */
export function isWhole(entries: readonly EncodedEntry[]): boolean {
  const last = entries.at(-1);
  return last !== undefined && (JSON.parse(last.json) as { type: string }).type === 'end';
}

/**
 * The stored log of a run that is not active in this process: whole, or growing because another process executes the run.
 * It is polled while it has readers and is not whole.
 *
 * @param entries what is stored now.
 * @param recover ends runs whose process has died.
 */
export function storedLog(
  persistence: Persistence,
  clock: Clock,
  run: string,
  entries: readonly EncodedEntry[],
  recover: () => Promise<unknown>,
): ReadableLog {
  const known = [...entries];
  let whole = isWhole(known);
  const listeners = new Set<() => void>();
  const began = beganAt(entries, clock);
  let cancelPoll: (() => void) | null = null;
  let polls = 0;
  let checkingIn = false;

  return {
    entriesAfter: (sequence, most) => entriesOf(known, sequence, known.length, most),
    get complete() {
      return whole;
    },
    unsaved: false,
    get settled() {
      return whole;
    },
    elapsed: () => (whole ? lastAt(known) : Math.max(lastAt(known), clock.date().getTime() - began)),
    onRelease(listener) {
      listeners.add(listener);
      pollLater();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        cancelPoll?.();
        cancelPoll = null;
      };
    },
  };

  /** Tells the run's process that it has readers. If that process has died, ends the run. Never rejects. */
  async function checkIn(): Promise<void> {
    if (checkingIn) return;
    checkingIn = true;
    await persistence.noteReader(run).catch(() => {});
    await recover().catch(() => {});
    checkingIn = false;
  }

  function pollLater(): void {
    if (whole) return;
    cancelPoll ??= clock.after(POLL_MS, async () => {
      // Not awaited: it may take a while to tell whether a process has died.
      if (polls % POLLS_PER_CHECK === 0) void checkIn();
      polls += 1;
      // While the database is away there is nothing new; a later poll may reach it.
      const more = await persistence.readEntries(run, known.length).catch(() => []);
      cancelPoll = null;
      for (const entry of more) if (entry.sequence > known.length) known.push(entry);
      whole = isWhole(known);
      if (listeners.size > 0) pollLater();
      if (more.length > 0) for (const listener of listeners) listener();
    });
  }
}

/** When the run began, by the wall clock, since the monotonic clock of another process means nothing here. */
function beganAt(entries: readonly EncodedEntry[], clock: Clock): number {
  const first = entries[0] && (JSON.parse(entries[0].json) as { timestamp?: string });
  return first?.timestamp ? Date.parse(first.timestamp) : clock.date().getTime();
}

function lastAt(entries: readonly EncodedEntry[]): number {
  const last = entries.at(-1);
  return last ? (JSON.parse(last.json) as { at: number }).at : 0;
}
