import { test as base, expect, type Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, stateOf, test } from './support/page-test';
import { ask, share } from './support/shared-page';

declare global {
  interface Window {
    violations?: string[];
    ran?: string[];
  }
}

/** Notes what the policy of the page blocks. */
function watchViolations(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      window.violations?.push(effectiveDirective);
    });
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
base('a script that is brought into the page does not run, whatever its form', async ({ page }) => {
  await watchViolations(page);
  await page.goto('/');
  await page.evaluate(() => {
    window.ran = [];
    const add = (html: string) => document.body.append(document.createRange().createContextualFragment(html));
    add('<script>window.ran.push("inline script")</script>');
    add('<script nonce="guessed">window.ran.push("wrong nonce")</script>');
    add('<img src="data:image/gif;base64,broken" onerror="window.ran.push(\'event handler\')">');
    add('<a id="away" href="javascript:window.ran.push(\'javascript address\')">away</a>');
    add(
      '<object data="/icon.svg"></object><iframe src="https://example.com"></iframe><base href="https://example.com">',
    );
    document.getElementById('away')?.click();
  });
  // The browser tells of several scripts at one place once.
  const blocked = ['base-uri', 'frame-src', 'object-src', 'script-src-attr', 'script-src-elem'];
  await expect.poll(() => page.evaluate(() => window.violations?.toSorted())).toEqual(blocked);
  expect(await page.evaluate(() => window.ran)).toEqual([]);
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
