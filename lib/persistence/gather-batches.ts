import type { EncodedEntry } from '@/lib/protocol/frames';
import { LogRefused } from './log-refused';
import type { EntryBatch } from './persistence';

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
 * @throws LogRefused when one has a gap in it, or an entry that is no single line.
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

/** A log as far as it matters to what comes next. */
export interface LogEnd {
  /** Its last sequence number, 0 when it is empty. */
  last: number;
  /** Why the log takes nothing more, of this writer or at all; null when it does. */
  closed: string | null;
  /** What it has from the stretch's first sequence number on. */
  kept: readonly EncodedEntry[];
}

/**
 * Takes away from each stretch what its log has already. Runs without a log are left out.
 *
 * @throws LogRefused when one cannot be taken.
 */
export function fitStretches(stretches: readonly Stretch[], logs: ReadonlyMap<string, LogEnd>): Stretch[] {
  const refused: { run: string; why: string }[] = [];
  const rests: Stretch[] = [];
  for (const stretch of stretches) {
    const log = logs.get(stretch.run);
    if (!log) continue;
    const why = whyRefused(stretch, log);
    if (why) refused.push({ run: stretch.run, why });
    else if (stretch.last > log.last) rests.push(restAfter(stretch, log.last));
  }
  if (refused.length > 0) {
    throw new LogRefused(
      refused.map(({ run }) => run),
      [...new Set(refused.map(({ why }) => why))].join('; '),
    );
  }
  return rests;
}

function whyRefused({ first, last, entries }: Stretch, log: LogEnd): string | null {
  if (first > log.last + 1) return 'there is a gap before them';
  if (entries.some(({ json }, at) => at < log.kept.length && log.kept[at]?.json !== json)) {
    return 'other entries are in their place';
  }
  return last > log.last ? log.closed : null;
}

function restAfter({ run, first, last, entries }: Stretch, kept: number): Stretch {
  return { run, first: kept + 1, last, entries: entries.slice(kept + 1 - first) };
}
