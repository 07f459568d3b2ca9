import { askOnPage, expect, expectAccessible, pane, stateOf, test } from './support/page-test';
import { ask, share } from './support/shared-page';

/** In the sample: all but the broken one. */
const COUNT = 7;
const BROKEN = String.raw`\(\frac{1}{\)`;

test('formulas are drawn as they come, and what is broken stays as it was written', async ({ page }) => {
  await askOnPage(page, ['test/says-maths-every-20ms'], 'How do I solve it?');
  await expect(pane(page, 'A').locator('math').first()).toBeVisible();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(pane(page, 'A').locator('math')).toHaveCount(COUNT);
  await expect(pane(page, 'A').locator('mfrac').first()).toBeVisible();
  await expect(pane(page, 'A').getByText(BROKEN)).toBeVisible();
  await expect(pane(page, 'A').getByText('it costs $5 to $10.')).toBeVisible();
  await expectAccessible(page);
});

test('Copy gives the source of a formula', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { comparison } = await ask(page, { prompt: 'How?', models: ['test/says-maths'] });
  await page.goto(`/c/${comparison}`);
  await expect(pane(page, 'A').locator('math')).toHaveCount(COUNT);
  await pane(page, 'A').getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(pane(page, 'A').getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(String.raw`x_{1,2} = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}`);
});

test('without a script formulas are there, on a phone none is wider than its pane', async ({
  page,
  browser,
  baseURL,
}) => {
  const { comparison } = await ask(page, { prompt: 'How?', models: ['test/says-maths'] });
  const path = await share(page, comparison);
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL,
    viewport: { width: 390, height: 844 },
  });
  const reader = await context.newPage();
  await reader.goto(path);
  await expect(reader.locator('math')).toHaveCount(COUNT);
  await expect(reader.locator('math').first()).toBeVisible();
  const [wide, inner] = await reader
    .locator('html')
    .evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
  expect(wide).toBe(inner);
  await context.close();
});
