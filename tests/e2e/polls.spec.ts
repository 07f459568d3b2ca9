import type { Page } from 'playwright/test';
import type { RunEventOf } from '@/lib/protocol/run-event';
import { eventOf, framesOf } from './support/frames';
import { markedPrompt } from './support/marked-prompt';
import { expect, expectAccessible, test } from './support/page-test';
import { bar, best, cast, change, line, MODELS, poll, visitor } from './support/polls';
import { answerOf, openShared, share } from './support/shared-page';
import { findSmallTargets } from './support/target-sizes';

/** What tells who answers: ids, which are the names too, the provider, and vendors, prices and costs in any JSON. */
const SECRETS = [
  /test\/|words-3|thinks-10|says-markdown/i,
  /stand-in/i,
  /"vendor\\*":\s*\\*"[^"\\]/,
  /"(usdPerMillion|usage|cost|provider|servedModel)\\*":\s*[^n\s]/,
  /"(at|startedAt|endedAt)\\*":\s*[1-9]/,
];

/** Asks, and does not wait for the end. */
async function begin(page: Page, body: object): Promise<RunEventOf<'run'>> {
  await page.goto('/privacy');
  const beginning = await page.evaluate(async (data) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch('/api/compare', { method: 'POST', body: JSON.stringify(data), headers });
    const reader = response.body?.getReader();
    let text = '';
    while (reader && !/\n\n.*"type":"run".*\n\n/s.test(`\n\n${text}`)) {
      text += new TextDecoder().decode((await reader.read()).value);
    }
    return text;
  }, body);
  const [frame = ''] = framesOf(beginning).filter((known) => known.includes('"type":"run"'));
  return eventOf(frame) as RunEventOf<'run'>;
}

/** @returns every byte that the page loads from now on, of what is text. */
function bytesOf(page: Page): () => Promise<string> {
  const bodies: Promise<string>[] = [];
  page.on('response', (response) => {
    bodies.push(
      response.body().then(
        (body) => `${response.url()}\n${JSON.stringify(response.headers())}\n${body.toString('utf8')}`,
        // A redirect and an aborted request have none.
        () => response.url(),
      ),
    );
  });
  return async () => (await Promise.all(bodies)).join('\n');
}

test('a reader sees letters alone until they vote by mouse, then everything and what they chose', async ({
  page,
  browser,
  baseURL,
}) => {
  const { path, prompt } = await poll(page);
  const { reader, context } = await visitor(browser, baseURL);
  const loaded = bytesOf(reader);
  await openShared(reader, path);
  await expect(line(reader)).toContainText('Blind poll. Who answers is hidden.');
  await expect(reader.getByRole('heading', { name: 'Answer A', exact: true })).toBeVisible();
  await expect(reader.getByRole('article')).toHaveCount(3);
  await expect(reader).toHaveTitle(`Vote: ${prompt} · Abreast`);
  await expect(reader.locator('meta[name="description"]')).toHaveAttribute(
    'content',
    /^3 answers .* Say which is best/,
  );
  for (const slot of ['track-row', 'replay-bar', 'figure-list', 'turn-summary', 'figures-line']) {
    await expect(reader.locator(`[data-slot="${slot}"]`)).toHaveCount(0);
  }
  await expect(reader.getByText(/\b0(\.0+)? s\b|–/)).toHaveCount(0);
  await expect(reader.getByRole('link', { name: 'JSON' })).toHaveCount(0);
  await expect(cast(reader)).toHaveAttribute('aria-disabled', 'true');
  await expect(bar(reader).getByRole('status')).toContainText('The poll counts browsers, not people.');
  expect(await findSmallTargets(reader, 24)).toEqual([]);
  await expectAccessible(reader);

  await best(reader, 'A').click();
  await best(reader, 'C').click();
  await expect(best(reader, 'A')).toHaveAttribute('aria-pressed', 'true');
  await expect(bar(reader).getByRole('status')).toContainText('Chosen: A and C.');
  const bytes = await loaded();
  expect(bytes.length).toBeGreaterThan(100_000);
  expect(SECRETS.flatMap((secret) => secret.exec(bytes)?.[0] ?? [])).toEqual([]);

  await cast(reader).click();
  await expect(line(reader)).toHaveText(
    'Blind poll. You chose A and C. Other readers see the names after their ballot.',
  );
  await expect(reader.getByRole('heading', { name: /test\/words-3/ })).toBeVisible();
  await expect(reader.getByRole('button', { name: 'Replay' })).toBeVisible();
  await expect(reader.locator('[data-slot="track-row"]')).toHaveCount(3);
  await expect(answerOf(reader, 'A').locator('[data-slot="pane-state"]')).toHaveText('Done · your pick');
  await expect(reader.getByText('Author’s pick')).toHaveCount(0);
  await expect(bar(reader)).toHaveCount(0);
  await expectAccessible(reader);
  await context.close();
});

test('single keys vote, a second tab of that browser is shown the names, and a cookie votes once', async ({
  page,
  browser,
  baseURL,
}) => {
  const { path } = await poll(page);
  const { reader, context } = await visitor(browser, baseURL);
  await openShared(reader, path);
  const second = await context.newPage();
  await openShared(second, path);
  await reader.bringToFront();
  await reader.keyboard.press('1');
  await reader.keyboard.press('x');
  await expect(bar(reader).getByRole('button', { name: 'All bad' })).toHaveAttribute('aria-pressed', 'true');
  await reader.keyboard.press('0');
  await expect(bar(reader).getByRole('button', { name: 'All equal' })).toHaveAttribute('aria-pressed', 'true');
  await reader.keyboard.press('8');
  await reader.keyboard.press('2');
  await expect(best(reader, 'B')).toHaveAttribute('aria-pressed', 'true');
  await cast(reader).focus();
  await reader.keyboard.press('Enter');
  await expect(line(reader)).toContainText('You chose B.');

  await best(second, 'A').click();
  await cast(second).click();
  await expect(line(second)).toContainText('You chose B.');
  await expect(second.getByRole('heading', { name: /test\/words-3/ })).toBeVisible();
  await context.close();
});

test('without a script the answers are there, and the page says what voting needs', async ({
  page,
  browser,
  baseURL,
}) => {
  const { path } = await poll(page);
  const { reader, context } = await visitor(browser, baseURL, { javaScriptEnabled: false });
  await reader.goto(path);
  await expect(reader.getByText('Voting needs JavaScript.', { exact: false })).toBeVisible();
  await expect(answerOf(reader, 'A')).toContainText('Answer A');
  await expect(reader.getByText('w1 w2 w3').first()).toBeVisible();
  await expect(reader.getByRole('button')).toHaveCount(0);
  await context.close();
});

test('a ballot that comes too late, without a cookie or too often is not counted, and the page says why', async ({
  page,
  browser,
  baseURL,
}) => {
  const { path, comparison } = await poll(page);
  const { reader, context } = await visitor(browser, baseURL);
  await openShared(reader, path);
  await best(reader, 'A').click();
  const refused = bar(reader).getByRole('alert');
  await context.setOffline(true);
  await cast(reader).click();
  await expect(refused).toHaveText('The server cannot be reached. Check your connection and try again.');
  await context.setOffline(false);
  await context.clearCookies();
  await cast(reader).click();
  await expect(refused).toContainText('Allow cookies for this site, reload the page, then vote.');
  await expect(best(reader, 'A')).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(reader);
  await reader.route('**/ballot', (route) =>
    route.fulfill({
      status: 429,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 429, code: 'too-many-requests', detail: 'Wait a minute.' }),
    }),
  );
  await cast(reader).click();
  await expect(refused).toHaveText('Wait a minute.');
  await reader.unroute('**/ballot');
  await openShared(reader, path);
  await best(reader, 'A').click();
  await change(page, comparison, path, { poll: { closesAt: '2026-01-01T00:00:00Z' } });
  await cast(reader).click();
  await expect(bar(reader)).toHaveText('This poll is closed. It takes no more ballots, and the names stay hidden.');
  await context.close();
});

test('while a lane answers the page says how many are ready, and the ballot comes when all have ended', async ({
  page,
  browser,
  baseURL,
}) => {
  const models = ['test/words-3', 'test/status-402', 'test/words-5-every-30ms.hangs'];
  const { comparison, run } = await begin(page, { prompt: markedPrompt(), models, blind: true });
  const path = await share(page, comparison);
  const { reader, context } = await visitor(browser, baseURL);
  await openShared(reader, path);
  await expect(bar(reader).getByRole('status')).toContainText('2 of 3 ready.');
  await expect(bar(reader).getByRole('button')).toHaveCount(0);
  await expect(reader.getByText('Shown once all have ended.')).toHaveCount(3);
  await expect(reader.getByText('w1 w2')).toHaveCount(0);
  await expectAccessible(reader);
  expect((await page.request.delete(`/api/runs/${run}`)).ok()).toBe(true);
  await expect(bar(reader).getByRole('button', { name: / is best$/ })).toHaveCount(2);
  await expect(reader.getByText('w1 w2 w3').first()).toBeVisible();
  await context.close();
});

test('asking a poll again takes its prompt alone', async ({ page, browser, baseURL }) => {
  const { path, prompt } = await poll(page);
  const { reader, context } = await visitor(browser, baseURL);
  await openShared(reader, path);
  await reader.getByRole('link', { name: 'Ask this again', exact: true }).click();
  await expect(reader.getByLabel('Prompt', { exact: true })).toHaveValue(prompt);
  const html = await (await context.request.get(`/?again=${path.slice('/s/'.length)}`)).text();
  expect(MODELS.filter((model) => html.includes(model))).toEqual([]);
  await context.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`on a phone the ballot stays at the foot of the screen, ${colorScheme}`, async ({ page, browser, baseURL }) => {
    const { path } = await poll(page, ['test/words-2000', 'test/words-10', 'test/words-3', 'test/words-5']);
    const { reader, context } = await visitor(browser, baseURL, {
      colorScheme,
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await openShared(reader, path);
    await expect(cast(reader)).toBeInViewport();
    expect(await reader.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const height = await bar(reader).evaluate((box) => box.clientHeight);
    expect(height).toBeLessThan(170);
    await reader.getByRole('button', { name: 'Answer B' }).click();
    await expect(answerOf(reader, 'B')).toBeInViewport();
    // A tap while the page still scrolls would only stop that.
    await best(reader, 'B').click();
    await expect(best(reader, 'B')).toHaveAttribute('aria-pressed', 'true');
    expect(await findSmallTargets(reader, 37)).toEqual([]);
    await expectAccessible(reader);
    await context.close();
  });
}
