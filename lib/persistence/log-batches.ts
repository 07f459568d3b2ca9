import type { EncodedEntry } from '@/lib/protocol/frames';
import type { EntryBatch } from './persistence';

/** Entries that cannot be appended to the log of their run. Nothing of that write was stored, of other runs neither. */
export class LogRefused extends Error {
  override readonly name = 'LogRefused';

  constructor(
    /** The runs whose entries were refused; the entries of others may be appended again. */
    readonly runs: readonly string[],
    reason: string,
  ) {
    super(`Entries were refused: ${reason}.`);
  }
}

/** Compares names: each of Next's bundles has a class of its own. */
export function isLogRefused(error: unknown): error is LogRefused {
  return error instanceof Error && error.name === 'LogRefused';
}

/** Entries of one run that follow each other without a gap; at least one. */
export interface Stretch {
  run: string;
  first: number;
  last: number;
  entries: readonly EncodedEntry[];
}

/**
 * Joins the batches of each run.
 *
 * @throws LogRefused when a batch has a gap, or an entry that is not a single line.
 */
export function gatherBatches(batches: readonly EntryBatch[]): Stretch[] {
  const gathered = new Map<string, EncodedEntry[]>();
  for (const { run, entries } of batches) {
    if (entries.length > 0) gathered.set(run, [...(gathered.get(run) ?? []), ...entries]);
  }
  const stretches = [...gathered].map(([run, entries]) => {
    const first = entries[0]?.sequence ?? 0;
    return { run, first, last: first + entries.length - 1, entries };
  });
  const broken = stretches.filter(
    ({ first, entries }) => first < 1 || entries.some((entry, at) => !follows(entry, first + at)),
  );
  if (broken.length > 0) {
    throw new LogRefused(
      broken.map(({ run }) => run),
      'they do not follow each other, one line each',
    );
  }
  return stretches;
}

function follows({ sequence, json }: EncodedEntry, expected: number): boolean {
  return sequence === expected && !json.includes('\n');
}

export const WAS_ENDED = 'their run was ended';
export const WAS_TAKEN_OVER = 'another process has taken their run over';

/** What an append needs to know of a log. */
export interface LogEnd {
  /** Its last sequence number, 0 when it is empty. */
  last: number;
  /** Why the log accepts nothing more, from this writer or at all; null when it does. */
  closed: string | null;
  /** Its entries from the stretch's first sequence number on. */
  stored: readonly EncodedEntry[];
}

/**
 * Removes from each stretch the entries that its log has already. Runs without a log are left out.
 *
 * @throws LogRefused when a stretch cannot be appended.
 */
export function fitStretches(stretches: readonly Stretch[], logs: ReadonlyMap<string, LogEnd>): Stretch[] {
  const refused: { run: string; reason: string }[] = [];
  const rests: Stretch[] = [];
  for (const stretch of stretches) {
    const log = logs.get(stretch.run);
    if (!log) continue;
    const reason = findReason(stretch, log);
    if (reason) refused.push({ run: stretch.run, reason });
    else if (stretch.last > log.last) rests.push(restAfter(stretch, log.last));
  }
  if (refused.length > 0) {
    throw new LogRefused(
      refused.map(({ run }) => run),
      [...new Set(refused.map(({ reason }) => reason))].join('; '),
    );
  }
  return rests;
}

function findReason({ first, last, entries }: Stretch, log: LogEnd): string | null {
  if (first > log.last + 1) return 'there is a gap before them';
  if (entries.some(({ json }, at) => at < log.stored.length && log.stored[at]?.json !== json)) {
    return 'other entries are in their place';
  }
  return last > log.last ? log.closed : null;
}

function restAfter({ run, first, last, entries }: Stretch, stored: number): Stretch {
  return { run, first: stored + 1, last, entries: entries.slice(stored + 1 - first) };
}
