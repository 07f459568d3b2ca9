import { STAND_IN_PORT } from './address';
import { startOpenRouter } from './server';

/**
 * The stand-in as a process of its own, on its fixed port. `serve.mjs` calls it; it also has the shape of a
 * `globalSetup` of Playwright or vitest.
 * @returns what stops it
 */
export default async function main(): Promise<() => Promise<void>> {
  const standIn = await startOpenRouter({ port: STAND_IN_PORT });
  return () => standIn.close();
}
