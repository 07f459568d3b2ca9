import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import type { Page } from 'playwright/test';
import { findPostgres } from '@/tests/support/postgres/find-postgres';
import { startPostgres } from '@/tests/support/postgres/start-postgres';
import { HOUSE_KEY, SESSION_SECRET } from './support/app';
import { startBufferingProxy } from './support/buffering-proxy';
import { type OwnServer, startOwnServer } from './support/own-server';
import { expect, expectAccessible, test } from './support/page-test';
import { startPlainProxy } from './support/plain-proxy';

const programs = findPostgres();

let folder: string;
let server: OwnServer | null;
test.beforeEach(() => {
  test.setTimeout(60_000);
  folder = mkdtempSync(join(tmpdir(), 'abreast-check-'));
  server = null;
});
test.afterEach(async () => {
  await server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

async function start(env: Record<string, string> = {}): Promise<OwnServer> {
  server = await startOwnServer({ DATA_DIR: folder, ...env });
  return server;
}

/** Opens the check and waits until it is through. */
async function openCheck(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/check`);
  await expect(page.getByRole('list', { name: 'Parts' })).toHaveAttribute('aria-busy', 'false', { timeout: 20_000 });
}

function rowOf(page: Page, title: string) {
  return page.locator('[data-slot="check-row"]', { has: page.getByRole('heading', { name: title, exact: true }) });
}

async function expectRow(page: Page, title: string, state: 'ok' | 'works, but' | 'broken', text: string | RegExp) {
  const row = rowOf(page, title);
  await expect(row.getByText(state, { exact: true })).toBeVisible();
  await expect(row).toContainText(text);
  await expect(row.getByText('To do:')).toBeVisible({ visible: state !== 'ok' });
}

/** The link of the start page, which waits for the check of the server no longer than a moment. */
async function expectLinkToCheck(page: Page, origin: string, expected: boolean): Promise<void> {
  await page.goto(origin);
  await expect(page.getByRole('button', { name: 'Try it with demo models' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Check this server' })).toBeVisible({ visible: expected });
}

test('a server that lacks nothing says so, tells no secret, and its start page has no link to it', async ({ page }) => {
  const { origin } = await start();
  await openCheck(page, origin);
  for (const title of ['Database', 'Tables', 'Cookie secret', 'Address', 'House key', 'Budgets', 'List of models']) {
    await expect(rowOf(page, title).getByText('ok', { exact: true })).toBeVisible();
  }
  await expectRow(page, 'Longest answer', 'ok', '280 s');
  await expectRow(page, 'Streaming', 'ok', 'one by one');
  await expectRow(page, 'Clocks', 'ok', 'agree');
  await expect(page.getByRole('status').filter({ hasText: 'Everything works.' })).toBeVisible();
  await expect(page.locator('[data-slot="check-version"]')).toHaveText(/^Abreast \d+\.\d+\.\d+, commit unknown$/);
  const html = await page.content();
  for (const secret of [HOUSE_KEY, SESSION_SECRET, 'sk-or', '7.5', folder]) expect(html).not.toContain(secret);
  await expectLinkToCheck(page, origin, false);
});

test('its rows are copied as Markdown, by keyboard', async ({ page, context }) => {
  const { origin } = await start({ OPENROUTER_API_KEY: '' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  await openCheck(page, origin);
  await page.getByRole('button', { name: 'Copy as Markdown' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const rows = copied.split('\n').filter((line) => line.startsWith('| '));
  expect(rows).toHaveLength(12);
  expect(copied).toContain('| House key | works, but | There is no house key');
  expect(copied).toMatch(/^Abreast \d/);
});

for (const [width, height] of [
  [1280, 900],
  [390, 844],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`is accessible at ${width} px, ${colorScheme}, with all three states`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      const { origin } = await start({ OPENROUTER_API_KEY: 'rejected', SITE_URL: 'https://wrong.example' });
      await openCheck(page, origin);
      await expectAccessible(page);
      const fits = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
      expect(fits).toBe(true);
    });
  }
}

test('finds a proxy that holds bytes back', async ({ page }) => {
  const proxy = await startBufferingProxy((await start()).origin, 2000);
  try {
    await openCheck(page, `http://127.0.0.1:${proxy.port}`);
    await expectRow(page, 'Streaming', 'broken', 'came together');
    await expect(rowOf(page, 'Streaming')).toContainText('proxy_buffering off');
    await expectRow(page, 'Address', 'ok', 'SITE_URL is not set');
  } finally {
    await proxy.close();
  }
});

test('finds a proxy that hides the host, and a SITE_URL that is wrong', async ({ page }) => {
  const { origin } = await start();
  const proxy = await startPlainProxy(origin);
  try {
    await openCheck(page, `http://127.0.0.1:${proxy.port}`);
    await expectRow(page, 'Address', 'works, but', `Set SITE_URL to http://127.0.0.1:${proxy.port}`);
    await expectRow(page, 'Streaming', 'ok', 'one by one');
  } finally {
    await proxy.close();
  }
  await server?.kill();
  const { origin: wrong } = await start({ SITE_URL: 'http://wrong.example' });
  await openCheck(page, wrong);
  await expectRow(page, 'Address', 'works, but', `Links begin with http://wrong.example`);
  await expect(rowOf(page, 'Address')).toContainText(`set SITE_URL to ${wrong}`);
});

test('a SITE_URL behind a proxy that hides the host is right, as the browser knows', async ({ page }) => {
  const proxyPort = await (async () => {
    const proxy = await startPlainProxy('http://127.0.0.1:1');
    await proxy.close();
    return proxy.port;
  })();
  const { origin } = await start({ SITE_URL: `http://127.0.0.1:${proxyPort}` });
  const proxy = await startPlainProxy(origin, { port: proxyPort });
  try {
    await openCheck(page, `http://127.0.0.1:${proxyPort}`);
    await expectRow(page, 'Address', 'ok', 'as SITE_URL says');
  } finally {
    await proxy.close();
  }
});

test('finds a house key that OpenRouter rejects, and is ready all the same', async ({ page }) => {
  const { origin, fetch } = await start({ OPENROUTER_API_KEY: 'sk-or-v1-rejected' });
  await openCheck(page, origin);
  await expectRow(page, 'House key', 'broken', 'OpenRouter does not accept the house key');
  await expect(page.getByRole('status').filter({ hasText: '1 of 10 broken.' })).toBeVisible();
  expect((await fetch('/api/health?deep=1')).status).toBe(200);
  expect(await page.content()).not.toContain('sk-or-v1-rejected');
  await expectLinkToCheck(page, origin, true);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Check this server' }).click();
  await expect(page.getByRole('heading', { name: 'Check of this server' })).toBeVisible();
});

test('finds an OpenRouter that cannot be reached', async ({ page }) => {
  const { origin } = await start({ OPENROUTER_BASE_URL: 'http://127.0.0.1:1' });
  await openCheck(page, origin);
  await expectRow(page, 'House key', 'works, but', 'OpenRouter could not be asked');
  await expectRow(page, 'List of models', 'works, but', 'cannot be read');
});

for (const width of [1280, 390]) {
  test(`without a house key says that only demo models answer, and how to add one, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    const { origin } = await start({ OPENROUTER_API_KEY: '' });
    await openCheck(page, origin);
    await expectRow(page, 'House key', 'works, but', 'only demo models answer');
    await expectRow(page, 'Budgets', 'ok', 'spends nothing');
    await expectLinkToCheck(page, origin, true);
    const note = page.locator('[data-slot="demo-only"]');
    await expect(note).toContainText('OPENROUTER_API_KEY');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Who pays: No key' }).click();
    const field = page.getByLabel('Your own key');
    await field.fill('sk-or-v1-of-a-visitor');
    await field.press('Enter');
    await expect(page.getByText('Your own OpenRouter key pays for the models.')).toBeVisible();
    await expect(note).toBeHidden();
  });
}

test('finds that there is no database and no budget', async ({ page }) => {
  const { origin } = await start({ VERCEL: '1', SESSION_SECRET: '', BUDGET_USD_PER_DAY: '' });
  await openCheck(page, origin);
  await expectRow(page, 'Database', 'works, but', 'nothing is kept');
  await expectRow(page, 'Cookie secret', 'ok', 'derived from the house key');
  await expectRow(page, 'Budgets', 'works, but', 'only if BUDGET_USD_PER_DAY is set');
  await expectRow(page, 'Longest answer', 'ok', 'Vercel');
  await expect(rowOf(page, 'Tables')).toHaveCount(0);
});

/**
 * A file that its own header declares as read-only: SQLite writes no file whose write version (byte 18) it does not know
 * (sqlite.org/fileformat2.html, "File format version numbers"). Permissions would not stop root.
 */
test('finds a database that takes no writes', async ({ page }) => {
  await (await start()).kill();
  const file = join(folder, 'abreast.db');
  const client = createClient({ url: `file:${file}` });
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  client.close();
  const opened = openSync(file, 'r+');
  const version = Buffer.alloc(1);
  readSync(opened, version, 0, 1, 18);
  expect(version[0]).toBe(2);
  writeSync(opened, Buffer.from([3]), 0, 1, 18);
  closeSync(opened);
  const { origin, fetch } = await start();
  await openCheck(page, origin);
  await expectRow(page, 'Database', 'broken', 'SQLite takes no writes.');
  await expect(rowOf(page, 'Database')).toContainText('DATA_DIR');
  expect((await fetch('/api/health?deep=1')).status).toBe(503);
});

test('finds a Postgres that cannot be reached when it starts, where it starts all the same', async ({ page }) => {
  const { origin } = await start({ VERCEL: '1', DATABASE_URL: 'postgres://me:secret-word@127.0.0.1:1/nothing' });
  await openCheck(page, origin);
  await expectRow(page, 'Database', 'broken', 'Postgres cannot be reached.');
  for (const title of ['Tables', 'House key', 'List of models']) await expect(rowOf(page, title)).toHaveCount(0);
  expect(await page.content()).not.toContain('secret-word');
});

if (programs) {
  test('finds a Postgres that has gone since, and that it is back', async ({ page }) => {
    test.setTimeout(120_000);
    const database = await startPostgres(programs);
    try {
      const { origin } = await start({ DATABASE_URL: database.url });
      await openCheck(page, origin);
      await expectRow(page, 'Database', 'ok', 'Postgres takes a write');
      const revive = await database.crash();
      await expect(async () => {
        await openCheck(page, origin);
        await expectRow(page, 'Database', 'broken', 'Postgres cannot be reached.');
      }).toPass({ timeout: 40_000 });
      await revive();
      await expect(async () => {
        await openCheck(page, origin);
        await expectRow(page, 'Database', 'ok', 'Postgres takes a write');
      }).toPass({ timeout: 40_000 });
    } finally {
      await database.stop();
    }
  });
}

test('says what it can while the server does not answer, and asks again', async ({ page }) => {
  const { origin } = await start();
  await page.route('**/api/health?deep=1', (route) => route.abort());
  await openCheck(page, origin);
  await expect(page.getByRole('alert').filter({ hasText: 'The server cannot be reached.' })).toBeVisible();
  await expectRow(page, 'Streaming', 'ok', 'one by one');
  await expectAccessible(page);
  await page.unroute('**/api/health?deep=1');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Checking…').first()).toBeVisible();
  await expect(page.getByText('Everything works.')).toBeVisible();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('says where the same can be read', async ({ page }) => {
    await page.goto(`${(await start()).origin}/check`);
    const note = page.locator('noscript p');
    await expect(note).toBeVisible();
    await expect(note).toContainText('/api/health?deep=1');
  });
});
