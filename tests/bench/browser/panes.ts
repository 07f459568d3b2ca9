import type { Browser, Page } from 'playwright';
import { modelId } from '../answers';
import { freePort, ROOT } from '../children';
import { longestGap } from '../figures';
import { pause } from '../moment';
import type { Bench, Row } from '../rows/bench';
import { atMost, type ColumnName, type Figure, type Goal, type Samples } from '../rows/figure';
import { buildYardstick } from './build-yardstick';
import { fillByHand } from './fill-by-hand';
import { launchBrowser } from './launch';
import { beginMeasure, type MainThread, readWatched } from './page-figures';
import { type Watched, watchPage } from './watch-page';

const MOST_ROUNDS = 2;
const LANES = 8;
const LONGEST_RUN_MS = 90_000;
/** From the last token to the last frame. */
const SETTLES_MS = 500;
/** Less than that of the answers has been on the screen: the measurement would be of something else. */
const FEWEST_MARKERS = 500;

interface Round extends MainThread {
  longest: number;
  gap: number;
  framesPerSecond: number;
  inputs: number[];
}

/** Row 10: eight panes of Markdown, 200 tokens a second each, for 20 s. */
export const panes: Row = {
  numbers: [10],
  async measure(bench) {
    const app = await bench.target('app');
    if (!app) return [];
    const yardstick = await startYardstick(bench);
    const browser = await launchBrowser();
    const rounds: Partial<Record<ColumnName, Round[]>> = {};
    const keep = async (name: ColumnName, round: Promise<Round>) => {
      rounds[name] = [...(rounds[name] ?? []), await round];
    };
    try {
      for (let round = 0; round < Math.min(MOST_ROUNDS, bench.rounds); round += 1) {
        if (yardstick.hasPage) await keep('streamdown', streamOnPage(browser, yardstick.origin));
        const page = await openPage(browser);
        await page.goto(`${app.origin}/?models=${Array(LANES).fill(modelId('prose')).join(',')}`);
        await keep('app', streamOnApp(page));
        await keep('text', streamByHand(page, `${yardstick.origin}/stream`));
        await page.context().close();
      }
    } finally {
      await browser.close();
    }
    return figuresOf(rounds);
  },
};

/** The page of streamdown, where it can be installed; the stream of tokens everywhere. */
async function startYardstick({ children, note, upstream }: Bench): Promise<{ origin: string; hasPage: boolean }> {
  const folder = await buildYardstick(children.folder).catch((error) => {
    note(`streamdown: not run (${String(error).slice(0, 300)})`);
    return null;
  });
  const origin = `http://127.0.0.1:${await freePort()}`;
  const env = {
    PORT: new URL(origin).port,
    YARDSTICK_FOLDER: folder ?? children.folder,
    OPENROUTER_BASE_URL: `${upstream}/api/v1`,
  };
  const child = children.start([`${ROOT}/tests/bench/run.mjs`, 'browser/serve-yardstick.ts'], env);
  await child.until(`${origin}/alive`);
  return { origin, hasPage: folder !== null };
}

async function openPage(browser: Browser): Promise<Page> {
  // The stream that fills the floor comes from another origin.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.addInitScript(watchPage);
  return page;
}

async function streamOnPage(browser: Browser, origin: string): Promise<Round> {
  const page = await openPage(browser);
  await page.goto(origin);
  const round = await measureStream(page, {
    begin: () => page.getByRole('button', { name: 'Ask 8 models' }).click(),
    end: () => page.locator('body[data-state="done"]').waitFor({ timeout: LONGEST_RUN_MS }),
  });
  await page.context().close();
  return round;
}

async function streamOnApp(page: Page): Promise<Round> {
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Why?');
  const done = page.locator('[data-slot="pane-state"]', { hasText: 'Done' });
  return measureStream(page, {
    begin: () => page.getByRole('button', { name: /^Ask / }).click(),
    end: () => done.nth(LANES - 1).waitFor({ timeout: LONGEST_RUN_MS }),
  });
}

/** On the page that the app has drawn and left alone. */
async function streamByHand(page: Page, stream: string): Promise<Round> {
  await page.reload();
  await page
    .locator('.markdown')
    .nth(LANES - 1)
    .waitFor();
  await page.evaluate(() => {
    for (const markdown of document.querySelectorAll('.markdown')) markdown.replaceChildren();
    (window as unknown as { watched: Watched }).watched.drawn = [];
  });
  let filled: Promise<void> = Promise.resolve();
  return measureStream(page, {
    begin: async () => {
      filled = page.evaluate(fillByHand, stream);
    },
    end: () => filled,
  });
}

/** Types into the composer while the answers stream. */
async function measureStream(page: Page, run: { begin(): Promise<void>; end(): Promise<void> }): Promise<Round> {
  const endMeasure = await beginMeasure(page);
  const from = await page.evaluate(() => performance.now());
  await run.begin();
  await page
    .locator('textarea')
    .first()
    .pressSequentially('And what of the other sea, on the other side?', { delay: 200 });
  await run.end();
  await pause(SETTLES_MS);
  const used = await endMeasure();
  const { arrived, drawn, frames, longTasks, inputs } = await readWatched(page);
  if ((drawn.at(-1)?.word ?? 0) < FEWEST_MARKERS) {
    throw new Error(`Lane A has drawn too little: ${JSON.stringify([arrived.at(-1), drawn.at(-1)])}`);
  }
  const [first = 0, last = 0] = [arrived[0]?.at, arrived.at(-1)?.at];
  const during = frames.filter((at) => at >= first && at <= last);
  const tasks = longTasks.filter(({ at }) => at >= from).map(({ ms }) => ms);
  return {
    ...used,
    longest: Math.max(0, ...tasks),
    gap: longestGap(arrived, drawn),
    framesPerSecond: (during.length / (last - first)) * 1000,
    inputs,
  };
}

function figuresOf(rounds: Partial<Record<ColumnName, Round[]>>): Figure[] {
  const samples = (pick: (round: Round) => number[]): Samples =>
    Object.fromEntries(Object.entries(rounds).map(([name, all]) => [name, all.map(pick)]));
  const line = (name: string, unit: string, pick: (round: Round) => number, goal?: Goal, share = 0.5): Figure => ({
    row: 10,
    name,
    unit,
    share,
    samples: samples((round) => [pick(round)]),
    ...(goal && { goal }),
  });
  const part = (times: number): Goal => ({
    text: `≤ ${times} × streamdown`,
    limit: (of) => times * of('streamdown'),
  });
  return [
    line('script', 'ms', ({ script }) => script, part(0.4)),
    line('layout and style', 'ms', ({ layout, style }) => layout + style, part(1.2)),
    line('layout', 'ms', ({ layout }) => layout),
    line('style', 'ms', ({ style }) => style),
    line('all tasks', 'ms', ({ tasks }) => tasks),
    line('longest task', 'ms', ({ longest }) => longest, atMost(100), 1),
    line('longest stale gap', 'ms', ({ gap }) => gap, atMost(120), 1),
    {
      row: 10,
      name: 'a key answers',
      unit: 'ms',
      share: 1,
      samples: samples(({ inputs }) => inputs),
      goal: atMost(100),
    },
    line('frames with new text a second', '', ({ framesPerSecond }) => framesPerSecond),
  ];
}
