import { afterEach, beforeEach, expect, vi } from 'vitest';

// What nobody expected on the console, or a promise that nobody took, is a failure of the test that made it.
const rejections: unknown[] = [];
process.on('unhandledRejection', (reason) => rejections.push(reason));

let complained: unknown[][] = [];

beforeEach(() => {
  complained = [];
  vi.spyOn(console, 'error').mockImplementation((...args) => void complained.push(args));
  vi.spyOn(console, 'warn').mockImplementation((...args) => void complained.push(args));
});

afterEach(async () => {
  // An unhandled rejection is reported only after the microtasks of its turn.
  await new Promise((resolve) => setImmediate(resolve));
  vi.restoreAllMocks();
  expect(complained, 'unexpected console.error or console.warn').toEqual([]);
  expect(rejections.splice(0), 'unhandled rejections').toEqual([]);
});
