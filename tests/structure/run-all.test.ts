import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';

/** What the commands of a made-up project do: their exit statuses, and the reports of those that write one. */
interface MadeUp {
  tsc?: number;
  vitest?: number;
  playwright?: number;
  unitReport?: unknown;
  browserReport?: unknown;
}

const unitReport = (...statuses: string[]) => ({
  testResults: [
    {
      status: statuses.includes('failed') ? 'failed' : 'passed',
      assertionResults: statuses.map((status) => ({ status })),
    },
  ],
});
const browserReport = (stats: Record<string, number> = {}, errors: unknown[] = []) => ({
  stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0, ...stats },
  errors,
});

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Runs `run-all.mjs` in a project whose every command notes that it was called, and does what it is told. */
function runAll({ tsc = 0, vitest = 0, playwright = 0, ...reports }: MadeUp) {
  const root = mkdtempSync(join(tmpdir(), 'abreast-run-all-'));
  folders.push(root);
  mkdirSync(join(root, 'tests'));
  cpSync(fileURLToPath(new URL('../run-all.mjs', import.meta.url)), join(root, 'tests/run-all.mjs'));
  writeCommand(root, 'next', 'next', 'say(args[0])');
  writeCommand(root, 'typescript', 'tsc', `say('tsc'); process.exitCode = ${tsc}`);
  writeCommand(root, '@biomejs/biome', 'biome', `say('lint')`);
  const unit = writeReport(`args.find((arg) => arg.startsWith('--outputFile.json=')).slice(18)`, reports.unitReport);
  writeCommand(root, 'vitest', 'vitest', `say('unit'); ${unit}; process.exitCode = ${vitest}`);
  const browser = writeReport('process.env.PLAYWRIGHT_JSON_OUTPUT_FILE', reports.browserReport);
  writeCommand(root, 'playwright', 'playwright', `say('browser'); ${browser}; process.exitCode = ${playwright}`);

  const { stdout, status } = spawnSync(process.execPath, [join(root, 'tests/run-all.mjs')], { encoding: 'utf8' });
  const ran = [...stdout.matchAll(/^ran (\w+)$/gm)].map((match) => match[1]);
  return { stdout, ran, last: stdout.trimEnd().split('\n').at(-1), status };
}

function writeCommand(root: string, name: string, bin: string, script: string): void {
  const file = join(root, 'node_modules', name, 'command.cjs');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(join(dirname(file), 'package.json'), JSON.stringify({ name, bin: { [bin]: './command.cjs' } }));
  const say = `const say = (what) => console.log('ran ' + what); const args = process.argv.slice(2);`;
  writeFileSync(file, `${say} ${script};`);
}

function writeReport(file: string, report: unknown): string {
  return report === undefined ? '' : `require('fs').writeFileSync(${file}, ${JSON.stringify(JSON.stringify(report))})`;
}

describe('npm test', () => {
  test('runs types, lint, unit, build and browser in that order and sums them up in its last line', () => {
    const { ran, last, status } = runAll({
      unitReport: unitReport('passed', 'passed'),
      browserReport: browserReport(),
    });
    expect(ran).toEqual(['typegen', 'tsc', 'lint', 'unit', 'build', 'browser']);
    expect({ last, status }).toEqual({ last: '7 passed, 0 failed', status: 0 });
  });

  test('names in its summary what this machine cannot test', () => {
    const why = 'left out: the tests of Postgres, since there is none';
    const assertionResults = [{ status: 'passed', ancestorTitles: [why] }];
    const report = { testResults: [{ status: 'passed', assertionResults }] };
    const { stdout } = runAll({ unitReport: report, browserReport: browserReport() });
    expect(stdout).toMatch(new RegExp(`\n${why}\n\n6 passed, 0 failed\n$`));
  });

  test('stops at the first stage that fails', () => {
    expect(runAll({ tsc: 2 })).toMatchObject({ ran: ['typegen', 'tsc'], last: '0 passed, 1 failed', status: 1 });
  });

  test.each([
    ['a test that fails', { vitest: 1, unitReport: unitReport('passed', 'failed', 'failed') }, '3 passed, 2 failed'],
    ['a skipped test', { unitReport: unitReport('passed', 'skipped') }, '3 passed, 1 failed'],
    ['a test still to be written', { unitReport: unitReport('passed', 'todo') }, '3 passed, 1 failed'],
    [
      'a file that cannot be read',
      { unitReport: { testResults: [{ status: 'failed', assertionResults: [] }] } },
      '2 passed, 1 failed',
    ],
    ['an error outside of any test', { vitest: 1, unitReport: unitReport('passed') }, '3 passed, 1 failed'],
    ['no test at all', { unitReport: { testResults: [] } }, '2 passed, 1 failed'],
    ['a missing report', {}, '2 passed, 1 failed'],
  ] satisfies [string, MadeUp, string][])('counts %s among the unit tests as a failure', (_, madeUp, last) => {
    expect(runAll(madeUp)).toMatchObject({ ran: ['typegen', 'tsc', 'lint', 'unit'], last, status: 1 });
  });

  test.each([
    ['a test that fails', { playwright: 1, browserReport: browserReport({ unexpected: 1 }) }, '6 passed, 1 failed'],
    ['a skipped test', { browserReport: browserReport({ skipped: 1 }) }, '6 passed, 1 failed'],
    ['a flaky test', { browserReport: browserReport({ flaky: 1 }) }, '6 passed, 1 failed'],
    ['an error outside of any test', { playwright: 1, browserReport: browserReport({}, [{}]) }, '6 passed, 1 failed'],
    ['no test at all', { browserReport: browserReport({ expected: 0 }) }, '4 passed, 1 failed'],
    ['a missing report', { playwright: 1 }, '4 passed, 1 failed'],
  ] satisfies [string, MadeUp, string][])('counts %s among the browser tests as a failure', (_, madeUp, last) => {
    const { last: closing, status } = runAll({ unitReport: unitReport('passed'), ...madeUp });
    expect({ closing, status }).toEqual({ closing: last, status: 1 });
  });
});
