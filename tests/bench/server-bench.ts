import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Children, freePort, ROOT } from './children';
import type { Asked } from './loads/ask-at-once';
import { moment } from './moment';
import { Readers } from './readers';
import type { Bench, Row } from './rows/bench';
import { busy } from './rows/busy';
import type { Figure } from './rows/figure';
import { light } from './rows/light';
import { longComparison } from './rows/long-comparison';
import { reading } from './rows/reading';
import { starting } from './rows/starting';
import { stopping } from './rows/stopping';
import { markdownTable, plainFigures } from './rows/table';
import { thousand } from './rows/thousand';
import { unread } from './rows/unread';
import { buildApp } from './targets/build-next';
import { type RunningTarget, startTarget } from './targets/start-target';
import type { TargetName } from './targets/target';

const ROWS: readonly Row[] = [light, busy, thousand, stopping, unread, reading, starting, longComparison];
/** What is not measured by then is left out. */
const LONGEST_RUN_MS = 9.5 * 60_000;
const RESULTS = join(ROOT, '.bench');

/**
 * `npm run bench`: what the built server costs, beside yardsticks in the same run. `--rows 1,3` measures some rows,
 * `--rounds 2` takes fewer rounds than five.
 */
export default async function benchServer(): Promise<void> {
  await runRows(chosenRows(ROWS), 'server');
}

/** @returns the rows that `--rows` names, all without it. */
export function chosenRows(rows: readonly Row[]): readonly Row[] {
  const chosen = option('rows')?.split(',').map(Number);
  return rows.filter(({ numbers }) => !chosen || numbers.some((number) => chosen.includes(number)));
}

/** Measures rows, prints their table and writes it as JSON. @param name of the file. */
export async function runRows(rows: readonly Row[], name: string): Promise<void> {
  process.env.BENCH_EPOCH = String(moment());
  const children = new Children();
  try {
    await buildApp(children);
    const figures: Figure[] = [];
    const notes: string[] = [];
    const bench = await startBench(children, notes);
    const late = rejectAfter(LONGEST_RUN_MS);
    for (const row of rows) {
      const began = performance.now();
      const measured = await Promise.race([row.measure(bench), late]).catch((error) => failed(row, error, notes));
      figures.push(...measured);
      process.stderr.write(`row ${row.numbers} took ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
    }
    report(figures, notes, name);
  } finally {
    children.close();
  }
}

/** Ends the row that is being measured then, and those after it. */
function rejectAfter(ms: number): Promise<never> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`the run had lasted ${ms / 60_000} minutes`)), ms).unref();
  });
  late.catch(() => {});
  return late;
}

async function startBench(children: Children, notes: string[]): Promise<Bench> {
  const port = await freePort();
  const upstream = `http://127.0.0.1:${port}`;
  const server = children.start([`${ROOT}/tests/bench/run.mjs`, 'upstream.ts'], { PORT: String(port) });
  await server.until(`${upstream}/sent`);
  const readers = await Readers.start(children);
  const targets = new Map<TargetName, Promise<RunningTarget | null>>();
  const note = (text: string) => void notes.push(text);
  const answering = async (target: RunningTarget) => {
    const options = { comparisons: 1, lanes: 1, answer: 'short', upstream };
    const { readings } = (await readers.load('askAtOnce', target, options)) as Asked;
    const [fault] = readings.flatMap(({ faults }) => faults);
    if (fault !== undefined) throw new Error(fault);
    return target;
  };
  return {
    rounds: Number(option('rounds') ?? 5),
    upstream,
    children,
    load: (load, target, options) => readers.load(load, target, options) as never,
    target(name) {
      const started =
        targets.get(name) ??
        startTarget(children, name, { upstream })
          .then(answering)
          .catch((error) => {
            note(`${name}: not run (${String(error).slice(0, 300)})`);
            return null;
          });
      targets.set(name, started);
      return started;
    },
    fresh: (name, options) => startTarget(children, name, { upstream, ...options }),
    note,
  };
}

function failed({ numbers }: Row, error: unknown, notes: string[]): [] {
  notes.push(`Row ${numbers.join(', ')}: not measured (${error instanceof Error ? error.message : String(error)})`);
  return [];
}

function report(figures: readonly Figure[], notes: readonly string[], name: string): void {
  const processors = cpus();
  const machine = `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}`;
  const date = new Date().toISOString().slice(0, 10);
  process.stdout.write(
    `Node ${process.version}, ${process.platform}, ${machine}, ${date}. Median or quantile (least–greatest of the rounds).\n\n`,
  );
  process.stdout.write(`${markdownTable(figures)}\n\n${notes.map((note) => `- ${note}\n`).join('')}`);
  mkdirSync(RESULTS, { recursive: true });
  const file = join(RESULTS, `${name}-node${process.versions.node.split('.')[0]}.json`);
  const data = { date, node: process.version, machine, notes, figures: plainFigures(figures) };
  writeFileSync(file, `${JSON.stringify(data, null, 2)}\n`);
  process.stdout.write(`Written to ${file}\n`);
}

/** @returns the value of `--name value`. */
function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? undefined : process.argv[at + 1];
}
