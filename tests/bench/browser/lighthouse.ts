import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { send } from '../loads/open-stream';
import { askToEnd } from '../loads/start-run';
import { asVisitor } from '../loads/visitor';
import type { Bench, Row } from '../rows/bench';
import type { ColumnName, Figure } from '../rows/figure';
import type { Target } from '../targets/target';
import { installPackages } from './install';
import { CHROMIUM } from './launch';

const VERSION = '13.5.0';
const MOST_ROUNDS = 5;
const LONGEST_AUDIT_MS = 90_000;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

type Category = (typeof CATEGORIES)[number];

interface Report {
  scores: Record<Category, number>;
  layoutShift: number;
  /** The audits below 1 that count, apart from those of speed. */
  failed: string[];
}

interface PageToAudit {
  column: ColumnName;
  name: string;
  url: string;
}

/** Row 12: Lighthouse, as on a phone: the start page, a share page, and a blank page of Next. */
export const lighthouse: Row = {
  numbers: [12],
  async measure(bench) {
    const [app, plain] = [await bench.target('app'), await bench.target('plain')];
    if (!app) return [];
    const { chromeFlags, env } = chromeSettings();
    const folder = await installPackages(bench.children.folder, 'lighthouse', { lighthouse: VERSION }).catch(
      (error) => {
        bench.note(`Row 12: not run (${String(error).slice(0, 300)})`);
        return null;
      },
    );
    if (folder === null) return [];
    const pages: PageToAudit[] = [
      ...(plain ? [{ column: 'plain' as const, name: 'start', url: plain.origin }] : []),
      { column: 'app', name: 'start', url: app.origin },
      { column: 'app', name: 'share', url: await makeLink(app) },
    ];
    const reports = new Map(pages.map((page) => [page, [] as Report[]]));
    for (let round = 0; round < Math.min(MOST_ROUNDS, bench.rounds); round += 1) {
      for (const [page, all] of reports) all.push(await audit(folder, page.url, chromeFlags, env));
    }
    noteFailures(bench, reports);
    return ['start', 'share'].flatMap((name) =>
      figuresOf(name, new Map([...reports].filter(([page]) => page.name === name))),
    );
  },
};

function chromeSettings() {
  const { executablePath, args, env = {} } = CHROMIUM;
  return { chromeFlags: ['--headless=new', ...args].join(' '), env: { ...env, CHROME_PATH: executablePath } };
}

/** A comparison of three models, with a link that its author lets search engines list. */
async function makeLink(app: Target): Promise<string> {
  const visitor = await asVisitor(app);
  const { comparison } = await askToEnd(visitor, { prompt: 'Why are there tides?', answer: 'prose', lanes: 3 });
  const url = `${app.origin}/api/comparisons/${comparison}/share`;
  const { status, text } = await send({ url, method: 'POST', headers: visitor.headers, body: { indexed: true } });
  if (status !== 201) throw new Error(`The link answered ${status}: ${text}`);
  return `${app.origin}/s/${JSON.parse(text).slug}`;
}

async function audit(folder: string, url: string, chromeFlags: string, env: Record<string, string>): Promise<Report> {
  const report = join(folder, 'report.json');
  writeFileSync(report, '');
  const args = [
    join(folder, 'node_modules/lighthouse/cli/index.js'),
    url,
    '--quiet',
    '--output=json',
    `--output-path=${report}`,
    `--only-categories=${CATEGORIES.join(',')}`,
    `--chrome-flags=${chromeFlags}`,
    '--no-enable-error-reporting',
  ];
  const options = { cwd: folder, timeout: LONGEST_AUDIT_MS, env: { ...process.env, ...env } };
  await promisify(execFile)(process.execPath, args, options);
  return reportOf(JSON.parse(readFileSync(report, 'utf8')));
}

interface WireReport {
  categories: Record<Category, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; numericValue?: number }>;
}

function reportOf({ categories, audits }: WireReport): Report {
  const scores = Object.fromEntries(CATEGORIES.map((name) => [name, categories[name].score ?? Number.NaN]));
  const counted = CATEGORIES.filter((name) => name !== 'performance').flatMap((name) => categories[name].auditRefs);
  return {
    scores: scores as Report['scores'],
    layoutShift: audits['cumulative-layout-shift']?.numericValue ?? Number.NaN,
    failed: counted.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1).map(({ id }) => id),
  };
}

function noteFailures({ note }: Bench, reports: ReadonlyMap<PageToAudit, readonly Report[]>): void {
  for (const [{ column, name }, all] of reports) {
    const failed = new Set(all.flatMap((report) => report.failed));
    if (column === 'app' && failed.size > 0) note(`Row 12, ${name} page: ${[...failed].join(', ')}`);
  }
}

function figuresOf(name: string, reports: ReadonlyMap<PageToAudit, readonly Report[]>): Figure[] {
  const line = (title: string, pick: (report: Report) => number): Omit<Figure, 'goal'> => ({
    row: 12,
    name: `${name} page: ${title}`,
    unit: '',
    share: 0.5,
    samples: Object.fromEntries([...reports].map(([{ column }, all]) => [column, all.map((report) => [pick(report)])])),
  });
  const score = (category: Category) => line(category, ({ scores }) => scores[category]);
  const speed =
    name === 'start'
      ? { text: '≥ plain − 0.03', limit: (of: (column: ColumnName) => number) => of('plain') - 0.03 }
      : { text: '≥ 0.95', limit: () => 0.95 };
  const full = { text: '1', limit: () => 1 };
  return [
    { ...score('performance'), goal: { ...speed, atLeast: true } },
    ...CATEGORIES.slice(1).map((category) => ({ ...score(category), goal: { ...full, atLeast: true } })),
    {
      ...line('layout shift', ({ layoutShift }) => layoutShift),
      goal: { text: '≤ 0.02', limit: () => 0.02 },
    },
  ];
}
