// `node tests/bench/run.mjs [file] [arguments]` runs the default export of a file of this folder, for `npm run bench`
// server-bench.ts. Node 20 reads no TypeScript, so Vite, which vitest brings, does.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const file = process.argv.slice(2).find((arg) => arg.endsWith('.ts')) ?? 'server-bench.ts';

const { module } = await runnerImport(fileURLToPath(new URL(file, import.meta.url)), {
  configFile: false,
  logLevel: 'error',
  resolve: {
    alias: {
      '@': fileURLToPath(new URL('../..', import.meta.url)),
      'server-only': fileURLToPath(new URL('../support/server-only.ts', import.meta.url)),
    },
  },
});
await module.default();
