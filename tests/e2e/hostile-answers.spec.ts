import type { Page } from 'playwright/test';
import {
  CANARY,
  HOSTILE_ANSWERS,
  HOSTILE_HOST,
  HOSTILE_PATH,
  UNCLOSED_ANSWERS,
} from '@/tests/fixtures/hostile-answers';
import { APP_ORIGIN } from './support/app';
import { askOnPage, expect, pane, stateOf, test } from './support/page-test';
import { openShared, share } from './support/shared-page';

/** The paths of this app that a page of it asks for. */
const OWN_PATHS = /^\/(_next\/static|api|c|s)\/|^\/(icon\.svg|favicon\.ico|manifest\.webmanifest)?$/;

/** An answer that leaves something open comes last in its text: what follows would be a part of it. */
const TEXTS = UNCLOSED_ANSWERS.map((unclosed, index) => {
  const share = HOSTILE_ANSWERS.filter((_, answer) => answer % UNCLOSED_ANSWERS.length === index);
  return [...share, unclosed].map((answer, number) => `#### Answer ${number}\n\n${answer}`).join('\n\n');
});

/** What a page did while hostile answers were on it. */
interface Watch {
  requests: string[];
  /** The addresses of the documents that it asked for. */
  documents: string[];
  /** Also within the document. */
  navigations: string[];
  dialogs: string[];
  pages: string[];
}

async function watch(page: Page): Promise<Watch> {
  const seen: Watch = { requests: [], documents: [], navigations: [], dialogs: [], pages: [] };
  page.context().on('request', (request) => {
    seen.requests.push(request.url());
    if (request.isNavigationRequest()) seen.documents.push(request.url());
  });
  page.on('framenavigated', (frame) => seen.navigations.push(frame.url()));
  page.on('popup', (popup) => seen.pages.push(popup.url()));
  page.on('dialog', (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.addInitScript(() => {
    const blocked: string[] = [];
    Object.assign(window, { blocked });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      blocked.push(`${effectiveDirective} ${blockedURI}`);
    });
  });
  return seen;
}

/** Gives the pages of the app no Content-Security-Policy, as if a proxy had removed it. */
async function stripPolicy(page: Page): Promise<void> {
  await page.route(/\/(c|s)\/[\w-]+(\?.*)?$/, async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
}

/** Does to every element of the answers what a reader may do without leaving the page. */
function touchAnswers(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('.markdown, .markdown *')) {
      for (const type of ['pointerover', 'mouseover', 'pointerenter', 'mouseenter', 'focus', 'error', 'load']) {
        element.dispatchEvent(new MouseEvent(type, { bubbles: true }));
      }
      if (element.tabIndex >= 0) element.focus();
    }
  });
}

/** @returns one line for each thing on the page that an answer should not have brought there. */
function findFaults(page: Page): Promise<string[]> {
  return page.evaluate((canary) => {
    const all = [...document.querySelectorAll('*')];
    const inAnswers = [...document.querySelectorAll('.markdown *')];
    const loading =
      'script, img, picture, iframe, frame, object, embed, video, audio, source, track, svg, math, link, meta, base, style, form, template';
    const links = inAnswers.filter((element) => element instanceof HTMLAnchorElement);
    const isFootnote = (link: HTMLAnchorElement) => link.getAttribute('href')?.startsWith('#') && link.id === '';
    return [
      ...(canary in window ? ['a script ran'] : []),
      ...(window.frames.length > 0 ? ['a frame'] : []),
      ...inAnswers.filter((element) => element.matches(loading)).map(({ outerHTML }) => outerHTML),
      ...all.flatMap((element) =>
        element
          .getAttributeNames()
          .filter((name) => /^on/.test(name))
          .map((name) => `${element.tagName} ${name}`),
      ),
      ...inAnswers.flatMap((element) =>
        element
          .getAttributeNames()
          .filter((name) => /^(src|srcset|style|background|poster|data|action|formaction|ping|xlink:href)$/.test(name))
          .map((name) => `${element.tagName} ${name}`),
      ),
      ...links
        .filter((link) => !isFootnote(link))
        .flatMap((link) => {
          const faults = [
            ...(['http:', 'https:', 'mailto:'].includes(link.protocol) ? [] : ['leads to no web page']),
            ...(link.relList.contains('noopener') && link.target === '_blank' ? [] : ['has an opener']),
            ...([link.title, link.textContent, `mailto:${link.textContent}`].some((text) => text?.includes(link.href))
              ? []
              : ['hides its address']),
          ];
          return faults.map((fault) => `${link.outerHTML} ${fault}`);
        }),
    ];
  }, CANARY);
}

/** Holds that each answer of these texts is on the page, none within another. */
async function expectAllDrawn(page: Page, ...texts: number[]): Promise<void> {
  const answers = texts.reduce((sum, text) => sum + (TEXTS[text]?.match(/^#### Answer/gm)?.length ?? 0), 0);
  await expect(page.locator('.markdown').getByRole('heading', { name: /^Answer \d+$/ })).toHaveCount(answers);
}

/** Looks at the page, touches what is on it, and holds that nothing came of it. */
async function expectHarmless(page: Page, seen: Watch, address: string): Promise<void> {
  await touchAnswers(page);
  await page.waitForLoadState('networkidle');
  expect(await findFaults(page)).toEqual([]);
  expect(await page.evaluate(() => (window as unknown as { blocked: string[] }).blocked)).toEqual([]);
  const foreign = seen.requests.filter((request) => {
    const { origin, pathname, protocol } = new URL(request);
    if (protocol === 'data:') return request.includes(CANARY);
    return origin !== APP_ORIGIN || !OWN_PATHS.test(pathname) || request.includes(HOSTILE_PATH.slice(1));
  });
  expect(foreign).toEqual([]);
  expect(page.url()).toBe(`${APP_ORIGIN}${address}`);
  expect(seen.documents).toHaveLength(1);
  expect(seen.navigations.filter((url) => !url.startsWith(APP_ORIGIN) || url.includes('hostile'))).toEqual([]);
  expect([...seen.dialogs, ...seen.pages]).toEqual([]);
  expect(await page.evaluate(() => document.cookie)).not.toContain('hostile');
  seen.documents.length = 0;
}

/** Asks each text as a turn of a comparison; the model recites it. @returns the comparison. */
async function ask(page: Page, texts: readonly string[]): Promise<string> {
  let comparison: string | undefined;
  for (const prompt of texts) {
    const asked = comparison === undefined ? { models: ['test/recites'] } : { comparison };
    const response = await page.request.post('/api/compare', { data: { prompt, ...asked } });
    expect(response.status()).toBe(200);
    comparison = /"comparison":"([\w-]+)"/.exec(await response.text())?.[1];
  }
  return comparison ?? '';
}

for (const policy of ['with its policy', 'without a policy'] as const) {
  test(`hostile answers run, load and lead to nothing in the workspace and on a shared page, ${policy}`, async ({
    page,
  }) => {
    test.setTimeout(60_000);
    const addresses: string[] = [];
    // One after the other: the first response brings the cookie of the visitor.
    for (const text of TEXTS) addresses.push(`/c/${await ask(page, [text])}`);
    const shared = await share(page, await ask(page, TEXTS));
    const seen = await watch(page);
    if (policy === 'without a policy') await stripPolicy(page);
    for (const [text, address] of addresses.entries()) {
      await page.goto(address);
      await expectAllDrawn(page, text);
      await expectHarmless(page, seen, address);
    }
    await openShared(page, shared);
    await expectAllDrawn(page, ...TEXTS.keys());
    await expectHarmless(page, seen, shared);
    if (policy === 'with its policy') return;
    // The proof that nothing but the pages themselves has kept the answers from running.
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.control = 1';
      document.body.append(script);
      return (window as unknown as { control?: number }).control;
    });
    expect(ran).toBe(1);
  });
}

test('hostile answers are as harmless while they stream in', async ({ page }) => {
  const seen = await watch(page);
  await askOnPage(page, ['test/recites-every-20ms', 'test/recites'], TEXTS[0] ?? '');
  const address = () => new URL(page.url()).pathname;
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await expect(stateOf(page, 'A')).toHaveText('Done', { timeout: 25_000 });
  await expect(pane(page, 'A').locator('.markdown')).toContainText(HOSTILE_HOST);
  expect(await page.evaluate(() => Object.hasOwn(window, 'blocked'))).toBe(true);
  await expectHarmless(page, seen, address());
});
