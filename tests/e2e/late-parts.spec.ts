import type { Page } from 'playwright/test';
import { expect, openStart, pane, promptBox, stateOf, test } from './support/page-test';
import { ask, share } from './support/shared-page';

const CHUNKS = '**/_next/static/**/*.js';

/** The files that the HTML of a page asks for come; all others wait for the function that is returned. */
async function holdLateParts(page: Page): Promise<() => Promise<void>> {
  const first = new Set<string>();
  await page.route(/^[^?]*\/(c\/[^/]+|s\/[^/]+)?(\?.*)?$/, async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback();
    const response = await route.fetch();
    for (const [address] of (await response.text()).matchAll(/\/_next\/static\/[^"\\]+\.js/g)) first.add(address);
    await route.fulfill({ response });
  });
  let isHeld = true;
  const held: (() => void)[] = [];
  await page.route(CHUNKS, async (route) => {
    if (isHeld && !first.has(new URL(route.request().url()).pathname)) {
      await new Promise<void>((resolve) => held.push(resolve));
    }
    await route.continue().catch(() => {});
  });
  return async () => {
    isHeld = false;
    for (const resume of held) resume();
  };
}

test('a press of a button opens its panel as soon as that is loaded, and Esc gives the focus back', async ({
  page,
}) => {
  const release = await holdLateParts(page);
  await openStart(page, '/?models=test/words-3');
  const button = page.getByRole('button', { name: /^Who pays/ });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await release();
  await expect(page.getByRole('dialog', { name: 'Who pays' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(button).toBeFocused();
});

test('a panel that cannot be loaded says so, and opens on another try', async ({ page }) => {
  const release = await holdLateParts(page);
  await openStart(page, '/?models=test/words-3');
  await page.route(CHUNKS, (route) => route.abort());
  await release();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(page.getByText('A part of the page could not be loaded.')).toBeVisible();
  await promptBox(page).fill('The page goes on.');
  await page.unroute(CHUNKS);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await expect(page.getByText('A part of the page could not be loaded.')).toHaveCount(0);
});

test('a comparison is the server’s HTML until the code that draws it is loaded', async ({ page }) => {
  const { comparison } = await ask(page, { prompt: 'Late', models: ['test/words-3'] });
  const release = await holdLateParts(page);
  await page.goto(`/c/${comparison}`);
  const answer = page.locator('.markdown');
  const before = await answer.evaluateHandle((element) => element);
  await expect(answer).toHaveText('w1 w2 w3');
  await release();
  await page.waitForFunction(() => {
    const element = document.querySelector('.markdown');
    return element !== null && Object.keys(element).some((key) => key.startsWith('__react'));
  });
  expect(await before.evaluate((element) => element.isConnected)).toBe(true);
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Done');
});

test('a button of a share page that is pressed before the page answers is pressed then', async ({ page }) => {
  const { comparison } = await ask(page, { prompt: 'Late', models: ['demo/quick'] });
  const path = await share(page, comparison);
  const release = await holdLateParts(page);
  await page.goto(path);
  // A file that is held keeps the network busy: a page that nobody touches asks for none.
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await release();
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
});

test('a press of a lane’s button is answered once there is code for it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { comparison } = await ask(page, { prompt: 'Why?', models: ['test/words-3'] });
  const release = await holdLateParts(page);
  await page.goto(`/c/${comparison}`);
  await pane(page, 'A').getByRole('button', { name: 'Copy' }).click();
  await release();
  await expect(pane(page, 'A').getByRole('button', { name: 'Copied' })).toBeVisible();
});

test('the press with which a comparison takes over is answered once', async ({ page }) => {
  const { comparison } = await ask(page, { prompt: 'Why?', models: ['test/words-3'] });
  await ask(page, { comparison, prompt: 'And then?' });
  await pressAtTakeover(page, '[data-slot="earlier-turn"] button');
  await page.goto(`/c/${comparison}`);
  await expect(pane(page, 'A').getByRole('button', { name: /Why\?/ })).toHaveAttribute('aria-expanded', 'true');
});

test('the press with which a share page takes over is answered', async ({ page }) => {
  const { comparison } = await ask(page, { prompt: 'Why?', models: ['test/words-3'] });
  const path = await share(page, comparison);
  await pressAtTakeover(page, 'header button[aria-haspopup="dialog"]');
  await page.goto(path);
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
});

/** Presses a button at the moment when React begins to listen to the page and has taken over nothing yet. */
async function pressAtTakeover(page: Page, selector: string): Promise<void> {
  await page.addInitScript((button) => {
    const listen = document.addEventListener;
    document.addEventListener = function (this: Document, ...args: Parameters<typeof listen>) {
      listen.apply(this, args);
      if (args[0] !== 'click') return;
      document.addEventListener = listen;
      document.querySelector<HTMLElement>(button)?.click();
    } as typeof listen;
  }, selector);
}
