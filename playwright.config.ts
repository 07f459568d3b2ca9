import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';
import { APP_ORIGIN, APP_PORT, HOUSE_KEY, NO_OWN_SETTINGS, SESSION_SECRET } from './tests/e2e/support/app';
import { findChromium } from './tests/support/find-chromium';
import { STAND_IN_BASE_URL, STAND_IN_ORIGIN } from './tests/support/openrouter/address';

const dataDir = join(tmpdir(), `abreast-test-${APP_PORT}`);
// A database of an earlier day may be that of a newer version. Workers read this file, too.
if (process.env.TEST_WORKER_INDEX === undefined) rmSync(dataDir, { recursive: true, force: true });

const cwd = fileURLToPath(new URL('.', import.meta.url));

/** Tests of the built app (`next build` first), which talks to the OpenRouter stand-in: no network, no key. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '*.spec.ts',
  // A machine that does much else at the same time is slow, not wrong.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'line',
  use: { baseURL: APP_ORIGIN, trace: 'off' },
  projects: [
    { name: 'http', testMatch: 'http/*.spec.ts' },
    { name: 'browser', testIgnore: 'http/*', use: { browserName: 'chromium', launchOptions: await findChromium() } },
  ],
  // Started in this order, each once the one before answers.
  webServer: [
    {
      command: 'node tests/support/openrouter/serve.mjs',
      url: `${STAND_IN_ORIGIN}/requests`,
      reuseExistingServer: false,
      cwd,
    },
    {
      command: 'node serve.mjs start',
      url: `${APP_ORIGIN}/api/health`,
      reuseExistingServer: false,
      cwd,
      env: {
        ...NO_OWN_SETTINGS,
        PORT: String(APP_PORT),
        OPENROUTER_BASE_URL: STAND_IN_BASE_URL,
        OPENROUTER_API_KEY: HOUSE_KEY,
        SESSION_SECRET,
        DATA_DIR: dataDir,
      },
    },
  ],
});
