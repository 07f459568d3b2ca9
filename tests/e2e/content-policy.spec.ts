import { test as base, expect, type Page } from 'playwright/test';
import { bringIn } from './support/hostile-forms';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, stateOf, test } from './support/page-test';
import { ask, share } from './support/shared-page';

declare global {
  interface Window {
    violations?: string[];
  }
}

/** Another site, for which {@link answerForForeign} answers: nothing leaves this machine. */
const FOREIGN = 'https://foreign.example';

/** Notes what the policy of the page blocks. */
function watchViolations(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      window.violations?.push(effectiveDirective);
    });
  });
}

/** Answers for the other site. Its scripts and pages tell that they run, by the text behind the question mark. */
async function answerForForeign(page: Page): Promise<void> {
  await page.route(`${FOREIGN}/**`, (route) => {
    const { pathname, search } = new URL(route.request().url());
    const form = JSON.stringify(decodeURIComponent(search.slice(1)));
    const files: Record<string, [type: string, body: string]> = {
      '/script': ['text/javascript', `parent.tell(${form})`],
      '/page': ['text/html', `<script>top.postMessage(${form}, '*')</script>`],
      '/picture': ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'],
      '/style': ['text/css', 'body { color: red }'],
      '/text': ['text/plain', ''],
    };
    const [contentType, body] = files[pathname] ?? ['text/plain', ''];
    return route.fulfill({ contentType, body, headers: { 'access-control-allow-origin': '*' } });
  });
}

/** Serves the start page without its policy from now on. */
async function takePolicyAway(page: Page): Promise<void> {
  await page.route('/', async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': policy, ...headers } = response.headers();
    expect(policy).toContain('script-src');
    await route.fulfill({ response, headers });
  });
}

test('asking, sharing, reloading and replaying violate nothing', async ({ page }) => {
  await watchViolations(page);
  await askOnPage(page, ['test/says-markdown', 'test/says-code-every-20ms'], markedPrompt());
  for (const lane of 'AB') await expect(stateOf(page, lane)).toHaveText('Done');
  await page.reload();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  expect(await page.evaluate(() => window.violations)).toEqual([]);
  const { comparison } = await ask(page, { prompt: markedPrompt(), models: ['test/words-20-every-30ms'] });
  await page.goto(await share(page, comparison));
  await page.getByRole('button', { name: 'Replay' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  expect(await page.evaluate(() => window.violations)).toEqual([]);
});

// Without the check of the console, where the browser writes what it blocks.
base(
  'markup and texts bring no code and no file of another site into the page; without the policy they would',
  async ({ page }) => {
    await answerForForeign(page);
    await page.goto('/');
    const blocked = await page.evaluate(bringIn, FOREIGN);
    expect(blocked).toEqual({
      'an event handler': 'script-src-attr',
      'a javascript: link': 'script-src-elem',
      'a javascript: frame': 'script-src-elem',
      'a script': 'script-src-elem',
      'a script with a guessed nonce': 'script-src-elem',
      'a script with a data: address': 'script-src-elem',
      'a script of another site': 'script-src-elem',
      'a module of another site': 'script-src-elem',
      'a module that imports one': 'script-src-elem',
      'a picture of another site': 'img-src',
      'a style sheet of another site': 'style-src-elem',
      'a page of another site': 'frame-src',
      'an object of another site': 'object-src',
      'a base of another site': 'base-uri',
      'a form to another site': 'form-action',
      'a request to another site': 'connect-src',
      eval: 'script-src',
      'new Function': 'script-src',
      'a timer with a text': 'script-src',
    });

    await takePolicyAway(page);
    await page.goto('/');
    const ran = Object.keys(blocked).map((form) => [form, 'ran']);
    expect(await page.evaluate(bringIn, FOREIGN)).toEqual(Object.fromEntries(ran));
  },
);

// 'strict-dynamic' is how the app loads its own parts. So code that runs is trusted, and none of it may come from an answer.
base('what runs already may add scripts, of any address and with a text', async ({ page }) => {
  await answerForForeign(page);
  await page.goto('/');
  const told = await page.evaluate(async (address) => {
    const added: Record<string, object> = { address: { src: `${address}?address` }, text: { text: 'tell("text")' } };
    const adding = Object.entries(added).map(
      ([form, properties]) =>
        new Promise<string>((resolve) => {
          const earlier = window.tell;
          window.tell = (ran) => (ran === form ? resolve(ran) : earlier?.(ran));
          document.body.append(Object.assign(document.createElement('script'), properties));
        }),
    );
    return Promise.all(adding);
  }, `${FOREIGN}/script`);
  expect(told).toEqual(['address', 'text']);
});

base('each page has a nonce of its own, and no policy allows inline scripts', async ({ request }) => {
  const policyOf = async (path: string) => (await request.get(path)).headers()['content-security-policy'] ?? '';
  const policies = [await policyOf('/'), await policyOf('/'), await policyOf('/c/unknown'), await policyOf('/nowhere')];
  expect(new Set(policies).size).toBe(policies.length);
  for (const policy of policies) {
    expect(policy).toMatch(/script-src 'nonce-[\w+/=]{24}' 'strict-dynamic';/);
    expect(policy).toContain("frame-ancestors 'none'");
  }
  const routes = await Promise.all(['/api/models', '/api/nothing'].map(policyOf));
  expect(routes).toEqual(Array(2).fill("default-src 'none'; frame-ancestors 'none'"));
  const broken = await policyOf('/c/%zz');
  expect(broken).toContain("default-src 'none'; style-src 'unsafe-inline'");
});

base('every response says what a browser may do with it, and over https that it stays there', async ({ request }) => {
  for (const path of ['/', '/api/models', '/icon.svg', '/c/%zz']) {
    const headers = (await request.get(path)).headers();
    expect.soft(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    expect.soft(headers['strict-transport-security'], path).toBeUndefined();
    const secure = await request.get(path, { headers: { 'x-forwarded-proto': 'https' } });
    expect.soft(secure.headers()['strict-transport-security'], path).toMatch(/^max-age=\d{7,}/);
  }
});
