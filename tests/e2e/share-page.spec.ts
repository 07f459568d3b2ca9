import type { Browser, Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { expect, expectAccessible, test } from './support/page-test';
import { answerOf, ask, LANES, openShared, share, stateAt } from './support/shared-page';

async function withoutScript(browser: Browser, baseURL: string | undefined, path: string): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

test('somebody without a script, a key or a cookie reads all of it', async ({ page, browser, baseURL }) => {
  const prompt = markedPrompt();
  const { comparison } = await ask(page, { prompt, models: LANES, system: 'Be brief.' });
  const reader = await withoutScript(browser, baseURL, await share(page, comparison));
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(prompt);
  await expect(reader.getByText('4 models, 1 turn')).toBeVisible();
  await expect(reader.getByText('default settings')).toBeVisible();
  await expect(reader.getByText('Same settings', { exact: true })).toBeVisible();
  await expect(reader.getByText('3 of 4 answered')).toBeVisible();
  await expect(reader.getByText('D: canned demo answer')).toBeVisible();
  await expect(reader.getByText('Served by Stand-in (A and B)')).toBeVisible();
  await reader.getByText('System prompt', { exact: true }).click();
  await expect(reader.getByText('Be brief.', { exact: true })).toBeVisible();
  await expect(answerOf(reader, 'A')).toContainText('w1 w2 w3 w4 w5 w6 w7 w8 w9 w10');
  await expect(answerOf(reader, 'A')).toContainText(/tok\/s–tok20cost/);
  await expect(answerOf(reader, 'B')).toContainText(/tok\/s\d+tok60cost/);
  await reader.getByText(/^Thought for/).click();
  await expect(reader.getByRole('region', { name: 'What A thought, turn 1' })).toContainText('w1 w2');
  await expect(answerOf(reader, 'C')).toContainText('The provider is rate limiting this model (429).');
  await expect(reader.getByRole('img', { name: /^A waited .*, thought .*, wrote, ended at/ })).toBeVisible();
  await expect(reader.getByText(/× faster/)).toBeVisible();
  await expect(reader.getByText(/First to speak .* C was rate limited by its provider/)).toBeVisible();
  await expect(reader.getByRole('link', { name: 'Ask this again', exact: true })).toHaveAttribute(
    'href',
    /^\/\?again=[\w-]{20,}$/,
  );
  // What needs a script is not there.
  await expect(reader.getByRole('button')).toHaveCount(0);
  await expect(reader.getByRole('slider')).toHaveCount(0);
  await reader.context().close();
});

test('a reader is offered nothing that only the asker can do', async ({ page }) => {
  const { comparison } = await ask(page, {
    prompt: markedPrompt(),
    models: ['test/status-401', 'test/status-502', 'test/status-429-retry-after-20s'],
  });
  await openShared(page, await share(page, comparison));
  await expect(page.getByRole('button', { name: /Retry|Stop|Maximise|track/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: /OpenRouter/ })).toHaveCount(0);
  await expect(page.getByText('0 of 3 answered')).toBeVisible();
});

test('the page tells search engines and link previews what it is, and asks not to be listed', async ({ page }) => {
  const prompt = markedPrompt();
  const { comparison } = await ask(page, { prompt, models: ['test/words-10', 'test/status-401'] });
  const path = await share(page, comparison);
  await openShared(page, path);
  const meta = (name: string) => page.locator(`meta[name="${name}"], meta[property="${name}"]`);
  const url = new URL(path, page.url()).href;
  await expect(page).toHaveTitle(`${prompt} · Abreast`);
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', url);
  await expect(meta('robots')).toHaveAttribute('content', 'noindex');
  await expect(meta('og:url')).toHaveAttribute('content', url);
  await expect(meta('description')).toHaveAttribute(
    'content',
    /test\/words-10: first word \d.*, \$\d.*test\/status-401 had its key rejected/,
  );
  await share(page, comparison, { slug: path.slice('/s/'.length), indexed: true });
  await page.reload();
  await expect(meta('robots')).toHaveCount(0);
});

test('a link that never was leads to a page that says so', async ({ page }) => {
  const response = await page.goto('/s/nothing-like-a-link');
  expect(response?.status()).toBe(404);
  await expect(page.getByText('There is nothing here.')).toBeVisible();
});

test('a wide table scrolls by itself, inside its lane', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: ['test/says-wide', 'test/words-3'] });
  await openShared(page, await share(page, comparison));
  const right = (slot: string) =>
    answerOf(page, 'A').evaluate((article, inside) => {
      const box = inside === '' ? article : article.querySelector(inside);
      return box?.getBoundingClientRect().right ?? Number.NaN;
    }, slot);
  expect(await right('.table')).toBeLessThan(await right(''));
});

test('the seconds of the time scale do not touch, however narrow it is', async ({ page }) => {
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: ['demo/long'] });
  await openShared(page, await share(page, comparison));
  for (const width of [320, 390, 768, 1024]) {
    await page.setViewportSize({ width, height: 900 });
    const gaps = await page.locator('[data-slot="track-axis"] .track-at > span').evaluateAll((labels) => {
      const seen = labels.map((label) => label.getBoundingClientRect()).filter((box) => box.width > 0);
      return seen.slice(1).map((box, index) => box.left - (seen[index]?.right ?? 0));
    });
    expect(gaps.length).toBeGreaterThan(0);
    expect(Math.min(...gaps), `${width} px`).toBeGreaterThan(2);
  }
});

test('whose answer it is stays in sight, and is a tap away', async ({ page }) => {
  const models = ['test/words-2000', 'test/words-3', ...Array(5).fill('test/words-10'), 'test/words-2000'];
  const { comparison } = await ask(page, { prompt: markedPrompt(), models });
  await openShared(page, await share(page, comparison));
  const strip = page.getByRole('navigation', { name: 'Lanes, turn 1' });
  const tab = (lane: string) => strip.getByRole('button', { name: new RegExp(`^${lane} `) });
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.evaluate(() => scrollTo(0, 0));
    // Where the panes' own heads are in sight, there is no need of it.
    await expect(tab('H')).toBeVisible({ visible: width === 390 });
    await answerOf(page, 'A').locator('[data-slot="pane-foot"]').scrollIntoViewIfNeeded();
    await expect(tab('A')).toBeInViewport();
    expect(await strip.evaluate((nav) => Math.round(nav.getBoundingClientRect().top))).toBe(0);
    await tab('H').click();
    await expect(answerOf(page, 'H')).toBeInViewport();
    await expect(answerOf(page, 'H')).toBeFocused();
    await expectAccessible(page);
    await tab('A').click();
    await expect(tab('A')).toHaveAttribute('aria-current', 'true');
  }
});

test('on a phone it is as long as the answer in view, and a shorter one is read from its beginning', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const models = ['test/words-3', 'test/words-2000', 'test/words-10'];
  const { comparison } = await ask(page, { prompt: markedPrompt(), models });
  await ask(page, { comparison, prompt: 'And now?' });
  await openShared(page, await share(page, comparison));
  const tab = (lane: string) =>
    page.getByRole('navigation', { name: 'Lanes, turn 1' }).getByRole('button', { name: new RegExp(`^${lane} `) });
  const length = () =>
    page
      .locator('[data-slot="shared-panes"]')
      .first()
      .evaluate((box) => box.clientHeight);
  await expect.poll(length).toBeLessThan(600);
  await tab('B').click();
  await expect(tab('B')).toHaveAttribute('aria-current', 'true');
  await expect.poll(length).toBeGreaterThan(2000);
  // The last stretches of a long answer take their height when the reader comes near.
  const foot = answerOf(page, 'B').locator('[data-slot="pane-foot"]');
  await foot.scrollIntoViewIfNeeded();
  // This waits until nothing moves any more.
  await foot.hover({ trial: true });
  await expect(answerOf(page, 'B').getByRole('button', { name: 'Copy' })).toBeInViewport();
  await tab('C').click();
  await expect.poll(length).toBeLessThan(600);
  await expect(answerOf(page, 'C').getByText('w10', { exact: false })).toBeInViewport();
  await expect(tab('C')).toHaveAttribute('aria-current', 'true');
});

test('it says which answers were asked again separately', async ({ page }) => {
  const { comparison, run } = await ask(page, { prompt: markedPrompt(), models: ['test/words-10', 'test/words-3'] });
  await openShared(page, await share(page, comparison));
  await expect(page.getByText('Same settings')).toBeVisible();
  await (await page.request.post(`/api/runs/${run}/retry`, { data: { lanes: ['B'] } })).text();
  await openShared(page, await share(page, comparison));
  await expect(page.getByText('B was asked again separately')).toBeVisible();
  await expect(page.getByText('Same settings')).toHaveCount(0);
  await expect(answerOf(page, 'B').getByText('attempt 2')).toBeVisible();
});

test('no screen is too narrow for it, and on a phone the track names its models', async ({ page }) => {
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: LANES });
  await openShared(page, await share(page, comparison));
  for (const width of [320, 360, 390]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await expect(page.locator('[data-slot="track-row"]').getByText('Demo Quick')).toBeVisible();
  }
});

test('on paper all lanes stand one below another', async ({ page }) => {
  await page.setViewportSize({ width: 794, height: 1123 });
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: Array(4).fill('test/words-10') });
  await openShared(page, await share(page, comparison));
  await page.emulateMedia({ media: 'print' });
  const edges = await page
    .getByRole('article')
    .evaluateAll((articles) => articles.map((article) => Math.round(article.getBoundingClientRect().right)));
  expect(new Set(edges).size).toBe(1);
  expect(edges[0]).toBeLessThan(794);
  await expect(page.getByRole('button')).toHaveCount(0);
});

test('a link to one answer leads there, and is on the clipboard', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.setViewportSize({ width: 390, height: 844 });
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: ['test/words-10', 'test/words-3'] });
  await ask(page, { comparison, prompt: 'And now?' });
  const path = await share(page, comparison);
  await openShared(page, path);
  await answerOf(page, '2-B').getByRole('link', { name: 'Link to this answer' }).click();
  await expect(answerOf(page, '2-B')).toBeFocused();
  await expect(answerOf(page, '2-B').getByRole('link', { name: 'Link copied' })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(new URL(`${path}#2-B`, page.url()).href);
  await page.goto('/');
  await page.goto(link);
  await expect(answerOf(page, '2-B')).toBeInViewport({ ratio: 0.5 });
  expect(await answerOf(page, '2-B').evaluate((article) => article.matches(':target'))).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('each turn has a sheet of its own, with the lanes that were asked in it', async ({ page }) => {
  const prompt = markedPrompt();
  const { comparison } = await ask(page, { prompt, models: ['test/words-10', 'test/words-3'] });
  await ask(page, { comparison, prompt: 'Only you', lanes: ['B'] });
  await openShared(page, await share(page, comparison));
  await expect(page.getByText('2 models, 2 turns')).toBeVisible();
  await expect(page.getByText('3 of 3 answered')).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Only you' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Answers, turn 1' }).getByRole('article')).toHaveCount(2);
  await expect(page.getByRole('region', { name: 'Answers, turn 2' }).getByRole('article')).toHaveCount(1);
  await expect(page.getByText('Not asked in turn 2: A')).toBeVisible();
  await expect(page.getByText('Not asked in turn')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Replay' })).toHaveCount(2);
  // Replaying one leaves the other alone.
  await page.getByRole('slider').nth(1).focus();
  await page.keyboard.press('Home');
  await expect(stateAt(page, '2-B')).toHaveText('Waiting');
  await expect(stateAt(page, 'B')).toHaveText('Done');
  await expectAccessible(page);
});

test('a long prompt begins in the heading and stands whole below it', async ({ page }) => {
  const prompt = `${markedPrompt()}\n${'and one more line\n'.repeat(30)}the last line`;
  const { comparison } = await ask(page, { prompt, models: ['test/words-3'] });
  await openShared(page, await share(page, comparison));
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText('the last line');
  await page.getByText('The whole prompt').click();
  await expect(page.getByText('the last line')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 390]) {
    test(`axe finds no fault, ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const { comparison } = await ask(page, {
        prompt: markedPrompt(),
        lanes: [
          { model: 'test/says-markdown', settings: { temperature: 0.2 } },
          { model: 'test/says-code-every-20ms' },
          { model: 'test/status-401' },
          { model: 'demo/thinker' },
        ],
      });
      await openShared(page, await share(page, comparison));
      await expect(page.getByText('Settings differ on A')).toBeVisible();
      await expectAccessible(page);
      if (width > 640) await page.getByRole('button', { name: 'Export' }).click();
      if (width > 640) await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessible(page);
    });
  }
}
