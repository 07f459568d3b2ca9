import { type CDPSession, chromium, type Page } from 'playwright';
import { test } from 'playwright/test';
import { findChromium } from '../support/find-chromium';
import { startBenchServers } from './bench-servers';
import { longestGap, type Measure, type Progress, tableOf } from './figures';
import { growth, type ProcessFigures, processFigures } from './process-figures';

const ROUNDS = 3;
/** Eight panes for ten seconds: four of words, four of paragraphs. The last word of a pane tells how far it has come. */
const MODELS = [...Array(4).fill('test/words-2000-every-5ms'), ...Array(4).fill('test/paragraphs-1000-every-10ms')];
/** Lane A is watched. */
const WATCHED_WORDS = 2000;

/** What the page itself notes while it streams; see {@link watch}. All in ms. */
interface Watched {
  arrived: Progress[];
  drawn: Progress[];
  frames: number[];
  longTasks: number[];
}

/**
 * `npm run bench:browser`: what eight streaming panes cost Chromium, in the built app. The stale gap is how long at most a
 * word that has arrived waited for the next frame that had it on the page.
 */
test('eight panes that stream', async () => {
  const servers = await startBenchServers();
  const browser = await chromium.launch(await findChromium());
  try {
    process.stdout.write(
      `Node ${process.version}, Chromium ${browser.version()}, ${ROUNDS} rounds after one to warm up: median, then least and greatest.\n`,
    );
    const rounds: Record<string, (number | null)[]> = {};
    for (let round = 0; round <= ROUNDS; round += 1) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      const figures = await playRound(page, await browser.newBrowserCDPSession(), servers.appOrigin);
      await page.close();
      if (round === 0) continue;
      for (const [name, value] of Object.entries(figures)) rounds[name] = [...(rounds[name] ?? []), value];
    }
    const measures = Object.entries(rounds).map(([key, values]): Measure => {
      const [name = '', unit = ''] = key.split('|');
      return { name, unit, rounds: values };
    });
    process.stdout.write(
      `\n8 panes: 4 of 200 words a second, 4 of 100 paragraphs a second, for 10 s\n${tableOf(measures)}\n`,
    );
  } finally {
    await browser.close();
    servers.close();
  }
});

async function playRound(page: Page, system: CDPSession, origin: string): Promise<Record<string, number | null>> {
  await page.addInitScript(watch);
  await page.goto(`${origin}/?models=${MODELS.join(',')}`);
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Why?');
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const [before, rendererBefore] = [await metricsOf(session), await rendererFigures(system)];
  await page.getByRole('button', { name: /^Ask / }).click();
  const done = page.locator('[data-slot="pane-state"]', { hasText: 'Done' });
  await done.nth(MODELS.length - 1).waitFor({ timeout: 120_000 });
  const [after, rendererAfter] = [await metricsOf(session), await rendererFigures(system)];
  const { arrived, drawn, frames, longTasks } = await page.evaluate(
    () => (window as unknown as { watched: Watched }).watched,
  );
  if (arrived.at(-1)?.word !== WATCHED_WORDS || drawn.at(-1)?.word !== WATCHED_WORDS) {
    throw new Error(`Lane A was to have ${WATCHED_WORDS} words: ${JSON.stringify([arrived.at(-1), drawn.at(-1)])}`);
  }
  const seconds = ((after.Timestamp ?? 0) - (before.Timestamp ?? 0)) / 1000;
  /** ms for each second of streaming. */
  const share = (name: string) => (((after[name] ?? 0) - (before[name] ?? 0)) * 1000) / (seconds * 1000);
  const [first = 0, last = 0] = [arrived[0]?.at, arrived.at(-1)?.at];
  const during = frames.filter((at) => at >= first && at <= last);
  return {
    'script, of each second|ms': share('ScriptDuration'),
    'layout, of each second|ms': share('LayoutDuration'),
    'style, of each second|ms': share('RecalcStyleDuration'),
    'all tasks, of each second|ms': share('TaskDuration'),
    'longest task|ms': Math.max(0, ...longTasks),
    'long tasks (over 50 ms)|': longTasks.length,
    'stale gap, longest|ms': longestGap(arrived, drawn),
    'frames a second|': (during.length / (last - first)) * 1000,
    'heap at the end|MB': (after.JSHeapUsedSize ?? 0) / 1024 / 1024,
    'renderer: waited for a processor|ms': growth(rendererBefore, rendererAfter)?.waitedMs ?? null,
  };
}

/** @returns figures in ms; `Timestamp` too. */
async function metricsOf(session: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  const seconds = /Duration$|^Timestamp$/;
  return Object.fromEntries(metrics.map(({ name, value }) => [name, seconds.test(name) ? value * 1000 : value]));
}

/** Of the renderer that has used most processor time: the page's. */
async function rendererFigures(system: CDPSession): Promise<ProcessFigures | null> {
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  const [renderer] = processInfo
    .filter(({ type }) => type === 'renderer')
    .sort((left, right) => right.cpuTime - left.cpuTime);
  return renderer ? processFigures(renderer.id) : null;
}

/** Runs in the page, before its own scripts. A copy of the stream tells what has arrived of lane A, each frame what is drawn. */
function watch(): void {
  const watched: Watched = { arrived: [], drawn: [], frames: [], longTasks: [] };
  (window as unknown as { watched: Watched }).watched = watched;
  const lastWord = (text: string) => Number(/w(\d+)\D*$/.exec(text)?.[1] ?? 0);

  const fetchPage = window.fetch;
  window.fetch = async (...request) => {
    const response = await fetchPage(...request);
    if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) return response;
    const [own, copy] = response.body.tee();
    void noteArrivals(copy);
    return new Response(own, { status: response.status, headers: response.headers });
  };

  async function noteArrivals(stream: ReadableStream<Uint8Array>): Promise<void> {
    const reader = stream.getReader();
    const utf8 = new TextDecoder();
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const at = performance.now();
      const frames = (rest + utf8.decode(part.value, { stream: true })).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) {
        if (!frame.includes('"type":"chunk"') || !frame.includes('"lane":"A"')) continue;
        const content = /"content":"((?:[^"\\]|\\.)*)"/.exec(frame)?.[1] ?? '';
        const word = lastWord(content);
        if (word > 0) watched.arrived.push({ at, word });
      }
    }
  }

  requestAnimationFrame(function frame(at) {
    watched.frames.push(at);
    const word = lastWord(document.getElementById('answer-A')?.textContent?.slice(-200) ?? '');
    if (word > (watched.drawn.at(-1)?.word ?? 0)) watched.drawn.push({ at: performance.now(), word });
    requestAnimationFrame(frame);
  });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watched.longTasks.push(duration);
  }).observe({ type: 'longtask' });
}
