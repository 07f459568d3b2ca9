import type { Browser } from 'playwright';
import { modelId } from '../answers';
import { pause } from '../moment';
import type { Row } from '../rows/bench';
import { atMost, type Figure, single } from '../rows/figure';
import { DEGENERATE, type DegenerateName } from '../texts';
import { launchBrowser } from './launch';
import { readWatched } from './page-figures';
import { watchPage } from './watch-page';

const LONGEST_RUN_MS = 40_000;
/** What comes in after the end, such as the rows of a long table, is there by then. */
const SETTLES_MS = 1000;
const LAST_WORDS = 'the last words';
/** What Markdown itself takes away from these texts. */
const SYNTAX = /[\s>*[\]|`~_$!()#-]|<[^>]*>/g;

interface Outcome {
  longest: number;
  /** Characters of the text, without Markdown's own, that the page lacks. */
  missing: number;
}

/** Row 15: answers of a model that has lost the thread, in small pieces. */
export const degenerate: Row = {
  numbers: [15],
  async measure(bench) {
    const app = await bench.target('app');
    if (!app) return [];
    const browser = await launchBrowser();
    const figures: Figure[] = [];
    try {
      for (const name of Object.keys(DEGENERATE) as DegenerateName[]) {
        const outcome = await stream(browser, app.origin, name).catch((error) => {
          bench.note(`Row 15, ${name}: ${String(error).slice(0, 200)}`);
          return { longest: Number.POSITIVE_INFINITY, missing: Number.POSITIVE_INFINITY };
        });
        const line = { row: 15, share: 1 };
        figures.push(
          {
            ...line,
            name: `${name}: longest task`,
            unit: 'ms',
            samples: single('app', outcome.longest),
            goal: atMost(100),
          },
          { ...line, name: `${name}: missing`, unit: '', samples: single('app', outcome.missing), goal: atMost(0) },
        );
      }
    } finally {
      await browser.close();
    }
    return figures;
  },
};

async function stream(browser: Browser, origin: string, name: DegenerateName): Promise<Outcome> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await page.addInitScript(watchPage);
    await page.goto(`${origin}/?models=${modelId(name)}`);
    await page.getByRole('textbox', { name: 'Prompt' }).fill('Why?');
    const from = await page.evaluate(() => performance.now());
    await page.getByRole('button', { name: /^Ask/ }).click();
    const done = page.locator('[data-slot="pane-state"]', { hasText: 'Done' });
    await done.waitFor({ timeout: LONGEST_RUN_MS });
    await pause(SETTLES_MS);
    const { longTasks } = await readWatched(page);
    const tasks = longTasks.filter(({ at }) => at >= from).map(({ ms }) => ms);
    const drawn = await page.evaluate(() => document.getElementById('answer-A')?.textContent ?? '');
    const lettersOf = (text: string) => text.replace(SYNTAX, '').length;
    if (!drawn.includes(LAST_WORDS)) throw new Error('The end of the text is not on the page');
    const missing = Math.max(0, lettersOf(DEGENERATE[name]) - lettersOf(drawn));
    return { longest: Math.max(0, ...tasks), missing };
  } finally {
    await page.close();
  }
}
