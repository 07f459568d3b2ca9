import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      // Guards the bundler's boundary between server and browser; in a test there is none.
      'server-only': fileURLToPath(new URL('./tests/support/server-only.ts', import.meta.url)),
    },
  },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['./tests/support/temporary-folder.ts'],
    setupFiles: ['./tests/support/setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
