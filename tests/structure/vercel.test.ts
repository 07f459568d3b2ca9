import { existsSync, readFileSync } from 'node:fs';
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

  describe('the button of README.md', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const address = /\(https:\/\/vercel\.com\/new\/clone\?([^)]*)\)/.exec(readme)?.[1] ?? '';
    const parameters = new URLSearchParams(address);

    test('asks for no setting, and shows a card, for which Vercel needs all four of its parts', () => {
      expect([...parameters.keys()].filter((name) => /^env/i.test(name))).toEqual([]);
      for (const name of ['demo-title', 'demo-description', 'demo-url', 'demo-image']) {
        expect(parameters.get(name), name).toMatch(/\S/);
      }
    });

    test('offers the database of vercel-template.json, which may be skipped', () => {
      const { products } = JSON.parse(readFileSync(join(root, 'vercel-template.json'), 'utf8'));
      expect(JSON.parse(parameters.get('stores') ?? '')).toEqual(products);
      expect(products).toMatchObject([{ integrationSlug: 'neon', productSlug: 'neon' }]);
      expect(parameters.get('skippable-integrations')).toBe('1');
    });

    test('copies the repository that README.md names as the one to update from', () => {
      const repository = parameters.get('repository-url') ?? '';
      expect(readme).toContain(`git remote add upstream ${repository}.git`);
      expect(parameters.get('demo-image')).toContain(repository.replace('https://github.com/', '/'));
      expect(existsSync(join(root, parameters.get('demo-image')?.split('/main/')[1] ?? 'missing'))).toBe(true);
    });
  });
});
