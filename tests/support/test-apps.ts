import { afterAll, beforeAll } from 'vitest';
import type { Persistence } from '@/lib/persistence/persistence';
import type { App } from '@/lib/service/app';
import type { Environment } from '@/lib/service/environment';
import type { Clock } from '@/lib/time/clock';
import { type OpenRouterStandIn, startOpenRouter } from './openrouter/server';
import { createTestApp } from './test-app';

/** One stand-in for the tests of a file. @returns what makes a new app before it; with a house key unless it is null. */
export function testApps(): (
  apiKey?: string | null,
  clock?: Clock,
  persistence?: Persistence,
  settings?: Partial<Environment>,
) => App {
  let standIn: OpenRouterStandIn;
  beforeAll(async () => {
    standIn = await startOpenRouter();
  });
  afterAll(() => standIn.close());
  return (apiKey, clock, persistence, settings) => createTestApp(standIn, clock, apiKey, persistence, settings);
}
