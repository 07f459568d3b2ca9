import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, pane, stateOf, test } from './support/page-test';
import { openShared, share } from './support/shared-page';

test('what a model writes runs nothing, loads nothing and links only to the web and mailboxes', async ({ page }) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('http://127.0.0.1') && !request.url().startsWith('data:'))
      foreign.push(request.url());
  });
  await askOnPage(page, ['test/says-scripts', 'test/says-markdown'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  expect(await page.evaluate(() => (window as { pwned?: unknown }).pwned)).toBeUndefined();
  const answer = pane(page, 'A').locator('.markdown');
  expect(await answer.locator('script, img, iframe, form, style, object, svg, link, meta').count()).toBe(0);
  const schemes = await answer
    .locator('a')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).protocol));
  expect(schemes.filter((scheme) => !['http:', 'https:', 'mailto:'].includes(scheme))).toEqual([]);
  expect(foreign).toEqual([]);
});

test('no page tries what its content security policy forbids', async ({ page }) => {
  const blocked: string[] = [];
  await page.exposeFunction('noteBlocked', (what: string) => blocked.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      (window as unknown as { noteBlocked(what: string): void }).noteBlocked(`${violatedDirective}: ${blockedURI}`),
    );
  });
  await askOnPage(page, ['test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await openShared(page, await share(page, id));
  expect(blocked).toEqual([]);
});

test('tables, code with its language and lists are drawn as such', async ({ page }) => {
  await askOnPage(page, ['demo/long'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done', { timeout: 20_000 });
  const answer = pane(page, 'A').locator('.markdown');
  await expect(answer.locator('table').first()).toBeVisible();
  await expect(answer.locator('figure.code figcaption').first()).toContainText(/\w/);
  await expect(answer.locator('figure.code code span[class^="hljs"]').first()).toBeVisible();
});

test('a link shows where it leads, and no character in an answer turns what stands around it', async ({ page }) => {
  const answer = [
    'Go to [https://bank.example](https://evil.example/x) now.',
    'Go to [\u202eelpmaxe.knab](https://evil.example/y) now.',
    'Go to [\u200b](https://evil.example/z) now.',
    'Turned \u202e[first](https://one.example/) then',
  ].join('\n\n');
  await askOnPage(page, ['test/recites'], answer);
  await expect(stateOf(page, 'A')).toHaveText('Done');
  const links = pane(page, 'A').locator('.markdown a');
  await expect(links).toHaveText([
    'https://bank.example (evil.example)',
    'elpmaxe.knab (evil.example)',
    'https://evil.example/z',
    'first',
  ]);
  for (const [name, host] of [
    ['https://bank.example', '(evil.example)'],
    ['elpmaxe.knab', '(evil.example)'],
  ] as const) {
    const label = await links.getByText(name, { exact: true }).boundingBox();
    const beside = await links.filter({ hasText: name }).getByText(host).boundingBox();
    expect(beside?.x).toBeGreaterThanOrEqual((label?.x ?? Number.POSITIVE_INFINITY) + (label?.width ?? 0) - 1);
  }
  // The letters of a link stand in their order, whatever the text before it does.
  const order = await links.last().evaluate((link) => {
    const left = (from: number) => {
      const range = document.createRange();
      const text = link.firstChild as Text;
      range.setStart(text, from);
      range.setEnd(text, from + 1);
      return range.getBoundingClientRect().left;
    };
    return [0, 1, 2, 3, 4].map(left);
  });
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test('an answer without a place to break a line is laid out in small pieces, in text and in code', async ({ page }) => {
  const run = 'a'.repeat(20_000);
  await askOnPage(
    page,
    ['test/recites'],
    `Long: ${run}\n\n\`\`\`\n${run}\n\`\`\`\n\n| a |\n|---|\n| ${run} |\n\nThe end`,
  );
  await expect(stateOf(page, 'A')).toHaveText('Done');
  const answer = pane(page, 'A').locator('.markdown');
  await expect(answer).toContainText('The end');
  const found = await answer.evaluate((element) => {
    const runs = [...element.querySelectorAll('.run')];
    const styles = runs.map((each) => getComputedStyle(each));
    return {
      longest: Math.max(...runs.map(({ textContent }) => textContent?.length ?? 0)),
      kerning: [...new Set(styles.map(({ fontKerning }) => fontKerning))],
      breaks: [...new Set(styles.map(({ wordBreak }) => wordBreak))],
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  });
  expect(await answer.locator('.run').count()).toBeGreaterThanOrEqual(300);
  expect(found).toEqual({ longest: 200, kerning: ['none'], breaks: ['break-all'], overflow: 0 });
});
