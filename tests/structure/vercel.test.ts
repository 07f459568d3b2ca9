import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSources, root } from './source';

/** A route handler is in a function of its own on Vercel if these differ from the others' (seen on what Vercel builds). */
const DURATION = /^export const maxDuration = (\d+);$/m;

/** Next makes no address of a folder that begins with `_`. */
const handlers = readSources(['app']).filter(({ path }) => path.endsWith('/route.ts') && !path.includes('/_'));

describe('on Vercel', () => {
  test('all route handlers share one function, since the runs of one are unknown to another', () => {
    expect(handlers.length).toBeGreaterThan(10);
    const durations = handlers.map(({ path, text }) => [path, DURATION.exec(text)?.[1]]);
    expect(durations.filter(([, duration]) => duration !== '300')).toEqual([]);
  });

  test('a reader who goes away is told to each of them', () => {
    const { functions } = JSON.parse(readFileSync(join(root, 'vercel.json'), 'utf8'));
    const cancelled = Object.entries(functions).flatMap(([pattern, settings]) =>
      (settings as { supportsCancellation?: boolean }).supportsCancellation ? [pattern.replace('/**/*', '/')] : [],
    );
    const alone = handlers.filter(({ path }) => !cancelled.some((folder) => path.startsWith(folder)));
    expect(alone.map(({ path }) => path)).toEqual([]);
  });
});
