import type { Persistence } from '@/lib/persistence/persistence';
import type { EncodedEntry } from '@/lib/protocol/frames';
import type { Clock } from '@/lib/time/clock';
import type { ReadableLog } from '../run-log';

/** How often the database is asked for what another process has added, ms, while somebody reads. */
const LOOK_MS = 200;
/** After so many looks the other process is told of the reader, and it is asked whether it still lives. */
const LOOKS_A_CHECK = 10;
/** How often that is, ms. */
export const CHECK_IN_MS = LOOK_MS * LOOKS_A_CHECK;

/** Whether a log has its last event. */
export function isWhole(entries: readonly EncodedEntry[]): boolean {
  const last = entries.at(-1);
  return last !== undefined && (JSON.parse(last.json) as { type: string }).type === 'end';
}

/**
 * The log of a run that is not under way in this process, as the database has it: whole, or growing because another
 * process runs it. It is looked at while it has a reader and is not whole.
 *
 * @param entries what it holds now.
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
  let cancelLook: (() => void) | null = null;
  let looks = 0;
  let checkingIn = false;

  return {
    entriesAfter: (sequence) => known.slice(Math.max(0, sequence)),
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
      lookLater();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        cancelLook?.();
        cancelLook = null;
      };
    },
  };

  /** Tells the run's process that somebody reads; if it has died, ends its run. Never rejects. */
  async function checkIn(): Promise<void> {
    if (checkingIn) return;
    checkingIn = true;
    await persistence.noteReader(run).catch(() => {});
    await recover().catch(() => {});
    checkingIn = false;
  }

  function lookLater(): void {
    if (whole) return;
    cancelLook ??= clock.after(LOOK_MS, async () => {
      // Not waited for: whether another run's process has died may take a while to tell.
      if (looks % LOOKS_A_CHECK === 0) void checkIn();
      looks += 1;
      // When the database is away there is nothing new, and the next look may reach it.
      const more = await persistence.readEntries(run, known.length).catch(() => []);
      cancelLook = null;
      for (const entry of more) if (entry.sequence > known.length) known.push(entry);
      whole = isWhole(known);
      if (listeners.size > 0) lookLater();
      if (more.length > 0) for (const listener of listeners) listener();
    });
  }
}

/** The other process's start, by the wall clock: its monotonic one is its own. */
function beganAt(entries: readonly EncodedEntry[], clock: Clock): number {
  const first = entries[0] && (JSON.parse(entries[0].json) as { timestamp?: string });
  return first?.timestamp ? Date.parse(first.timestamp) : clock.date().getTime();
}

function lastAt(entries: readonly EncodedEntry[]): number {
  const last = entries.at(-1);
  return last ? (JSON.parse(last.json) as { at: number }).at : 0;
}
