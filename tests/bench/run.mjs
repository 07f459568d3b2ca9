// `npm run bench`. Node 20 reads no TypeScript, so Vite, which vitest brings, does.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const { module } = await runnerImport(fileURLToPath(new URL('./server-bench.ts', import.meta.url)), {
  configFile: false,
  logLevel: 'error',
});
await module.default();
