import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient } from '@libsql/client';
import { openPersistence, type PersistencePlace } from '@/lib/persistence/open-persistence';
import { openTemporary } from '@/lib/persistence/temporary';
import { textContent } from '@/lib/protocol/comparison';
import { comparisonRecord, entries, newLanes } from '../records';
import { BATCH } from './batch';

/** What a process of its own does to a database. */
export type Job =
  /** Opens it, which makes its tables. */
  | { kind: 'open' }
  /** Makes a comparison and writes to its run, one batch after another, and says each sequence number that is kept. */
  | { kind: 'append'; comparison: string; run: string; batches: number }
  /** Adds turns to a comparison, and attempts to its first turn. */
  | { kind: 'grow'; comparison: string; name: string; times: number }
  /** Holds SQLite's write lock for so long. */
  | { kind: 'hold'; ms: number }
  /** Opens a temporary one and leaves it open. */
  | { kind: 'temporary' };

export type Said =
  | { ready: true }
  | { kept: number }
  | { held: true }
  | { folders: string[] }
  | { done: true }
  | { failed: string };

const { place, job } = JSON.parse(process.argv[2] ?? '') as { place: PersistencePlace; job: Job };
say({ ready: true });
process.once('message', () => {
  work().then(
    () => sayLast({ done: true }),
    (error) => sayLast({ failed: String(error) }),
  );
});

async function work(): Promise<void> {
  if (job.kind === 'hold') return hold(job.ms);
  if (job.kind === 'temporary') return leaveTemporary();
  const kept = await openPersistence(place);
  if (job.kind === 'append') {
    await kept.createComparison(comparisonRecord(job.comparison, job.run));
    for (let batch = 0; batch < job.batches; batch += 1) {
      const first = batch * BATCH + 1;
      const said = entries(first, ...Array.from({ length: BATCH }, (_, at) => `{"at":${first + at}}`));
      await kept.appendEntries([{ run: job.run, entries: said }]);
      say({ kept: first + BATCH - 1 });
    }
  }
  if (job.kind === 'grow') {
    for (let time = 0; time < job.times; time += 1) {
      const run = `${job.name}-${time}`;
      await kept.addTurn(job.comparison, { content: textContent(run), system: null, run, lanes: newLanes('A', 'B') });
      await kept.addAttempts(job.comparison, { turn: 1, run: `${run}-again`, lanes: newLanes('A') });
    }
  }
  await kept.close();
}

async function leaveTemporary(): Promise<void> {
  await openTemporary();
  const mine = readdirSync(tmpdir()).filter((name) => name.startsWith(`abreast-${process.pid}-`));
  say({ folders: mine.map((name) => join(tmpdir(), name)) });
}

async function hold(ms: number): Promise<void> {
  const client = createClient({ url: pathToFileURL(join(place.folder, 'abreast.db')).href, timeout: 5000 });
  const transaction = await client.transaction('write');
  await transaction.execute("INSERT INTO instance_values (name, value) VALUES ('held', 'yes')");
  say({ held: true });
  await new Promise((resolve) => setTimeout(resolve, ms));
  await transaction.commit();
  client.close();
}

function say(what: Said): void {
  process.send?.(what);
}

function sayLast(what: Said): void {
  process.send?.(what, () => process.exit());
}
