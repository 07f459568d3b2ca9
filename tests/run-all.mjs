// `npm test`: every check, one after another, up to the first that fails. The very last line sums them up as
// "N passed, N failed": tests of vitest and Playwright one by one; types, lint and build as one each.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = mkdtempSync(join(tmpdir(), 'abreast-test-'));
const unitReport = join(reports, 'unit.json');
const browserReport = join(reports, 'browser.json');

// A retried test that passes is a flaky one, and a `.only` leaves the others out: neither is a pass here.
const unitArguments = ['run', '--retry=0', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`];
const browserArguments = ['test', '--forbid-only', '--reporter=list,json'];

/** In their order; `count` reads the stage's report, and a stage without one counts as one. `env` is for its commands. */
const stages = [
  {
    name: 'types',
    commands: [
      ['next', 'next', ['typegen']],
      ['typescript', 'tsc', ['--noEmit']],
    ],
  },
  { name: 'lint', commands: [['@biomejs/biome', 'biome', ['ci', '.']]] },
  { name: 'unit', commands: [['vitest', 'vitest', unitArguments]], count: () => countUnit(readJson(unitReport)) },
  // With the folder that the Dockerfile copies, which tests/e2e/http/standalone.spec.ts starts.
  { name: 'build', commands: [['next', 'next', ['build']]], env: { STANDALONE: '1' } },
  {
    name: 'browser',
    commands: [['playwright', 'playwright', browserArguments]],
    count: () => countBrowser(readJson(browserReport)),
  },
];

/** The command that runs now. */
let child = null;
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = true;
    child?.kill(signal);
  });
}

process.exitCode = await runAll();

async function runAll() {
  const total = { passed: 0, failed: 0 };
  try {
    for (const [index, stage] of stages.entries()) {
      print(`\n── ${stage.name} ──`);
      const began = performance.now();
      const { passed, failed } = await runStage(stage);
      total.passed += passed;
      total.failed += failed;
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      print(`── ${stage.name}: ${passed} passed, ${failed} failed in ${seconds} s`);
      if (failed === 0) continue;
      const left = stages.slice(index + 1).map(({ name }) => name);
      if (left.length > 0) print(`not run: ${left.join(', ')}`);
      break;
    }
  } catch (error) {
    total.failed += 1;
    print(String(error));
  }
  for (const what of leftOut(readJson(unitReport))) print(what);
  rmSync(reports, { recursive: true, force: true });
  print(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

async function runStage({ commands, count, env }) {
  let status = 0;
  for (const [name, bin, args] of commands) {
    status = await run(binFile(name, bin), args, env);
    if (status !== 0 || interrupted) break;
  }
  if (interrupted) print('interrupted');
  const ended = status === 0 && !interrupted;
  const counted = count ? count() : { passed: ended ? 1 : 0, failed: 0 };
  // What ends badly has failed, and so has what ran no test at all, whatever its report says.
  const failed = ended && counted.passed + counted.failed > 0 ? counted.failed : Math.max(1, counted.failed);
  return { passed: counted.passed, failed };
}

/** @returns the exit status; 128 and more when a signal ended it, as in a shell. */
function run(file, args, env) {
  return new Promise((settle) => {
    child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport, ...env },
    });
    child.once('error', (error) => {
      print(String(error));
      settle(1);
    });
    child.once('close', (status, signal) => settle(status ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** The script behind a package's command: Node runs it on every system alike, without a shell. */
function binFile(name, bin) {
  const folder = join(root, 'node_modules', ...name.split('/'));
  const manifest = readJson(join(folder, 'package.json'));
  if (!manifest) throw new Error(`${name} is not installed: run npm ci first`);
  return resolve(folder, typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[bin]);
}

/** A skipped test has failed, and so has a file that could not be read or whose hooks broke. */
function countUnit(report) {
  if (!report) return { passed: 0, failed: 1 };
  const counted = { passed: 0, failed: 0 };
  for (const { assertionResults, status } of report.testResults) {
    const passed = assertionResults.filter((test) => test.status === 'passed').length;
    const failed = assertionResults.length - passed;
    counted.passed += passed;
    counted.failed += status === 'failed' ? Math.max(1, failed) : failed;
  }
  return counted;
}

/** @returns what this machine cannot test, as the tests that stand in its place are headed. */
function leftOut(report) {
  const tests = (report?.testResults ?? []).flatMap(({ assertionResults }) => assertionResults);
  const headings = tests.flatMap(({ ancestorTitles }) => ancestorTitles ?? []);
  return [...new Set(headings)].filter((heading) => heading.startsWith('left out: '));
}

/** A skipped test has failed, and so has a flaky one; errors outside of any test count as one each. */
function countBrowser(report) {
  if (!report) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + skipped + report.errors.length };
}

/** @returns undefined when there is no such file, or when it is only half written. */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
