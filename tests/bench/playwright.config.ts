import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';

/** `npm run bench:browser`. Playwright is its runner, since it reads TypeScript and knows the browser. */
export default defineConfig({
  testDir: fileURLToPath(new URL('.', import.meta.url)),
  testMatch: 'browser.bench.ts',
  timeout: 10 * 60_000,
  workers: 1,
  reporter: 'line',
});
