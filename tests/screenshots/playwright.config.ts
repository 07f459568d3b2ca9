import { defineConfig } from 'playwright/test';
import tested from '@/playwright.config';

/** `npm run screenshots`: pictures of the built app for the README, and to look at. No test of anything. */
export default defineConfig({
  ...tested,
  testDir: '.',
  testMatch: '*.shots.ts',
  outputDir: '../../test-results/screenshots',
  projects: [{ name: 'screenshots', use: tested.projects?.find(({ name }) => name === 'browser')?.use ?? {} }],
  workers: 1,
});
