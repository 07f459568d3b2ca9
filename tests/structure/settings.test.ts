import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './source';

/** Read before any file of settings is. */
const OF_THE_SHELL = ['HOST', 'PORT'];
/** Where a container stores, and what only Vercel sets. */
const OF_THE_CONTAINER = ['DATABASE_URL', 'POSTGRES_URL', 'DATA_DIR', 'VERCEL', 'VERCEL_PROJECT_PRODUCTION_URL'];

/** @returns the keys of the schema in `environment.ts`. */
function settingsIn(code: string): string[] {
  return [...code.matchAll(/^ {2}([A-Z][A-Z0-9_]*):/gm)].flatMap((match) => match[1] ?? []);
}

/** @returns those of the settings that the text does not name. */
function missingFrom(text: string, settings: readonly string[]): string[] {
  return settings.filter((setting) => !new RegExp(`(?<![A-Z0-9_])${setting}(?![A-Z0-9_])`).test(text));
}

function read(file: string): string {
  const path = join(root, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

const settings = settingsIn(read('lib/service/environment.ts'));

describe('each setting', () => {
  test.each(['docs/settings.md', '.env.example'])('stands in %s', (file) => {
    expect(settings.length).toBeGreaterThan(2);
    expect(missingFrom(read(file), [...settings, ...OF_THE_SHELL])).toEqual([]);
  });

  test('is passed on by compose.yaml, unless the container decides it', () => {
    const lines = read('compose.yaml').matchAll(/^ {6}([A-Z_]+): \$\{\1:-\}$/gm);
    const passed = [...lines].flatMap(([, name]) => name ?? []);
    expect(settings.filter((setting) => !passed.includes(setting) && !OF_THE_CONTAINER.includes(setting))).toEqual([]);
  });

  test('in .env.example is one that something reads', () => {
    const named = [...read('.env.example').matchAll(/^#? ?([A-Z][A-Z0-9_]+)\b *[=(]/gm)].flatMap(
      ([, name]) => name ?? [],
    );
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((name) => !settings.includes(name) && !OF_THE_SHELL.includes(name))).toEqual([]);
  });
});

test('the nginx of the settings says which address a client has, and so does not pass on what the client says', () => {
  expect(read('docs/settings.md')).toContain('proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;');
});

test('a setting is missing from a text that names only a longer one', () => {
  expect(settingsIn(`z.object({\n  SITE_URL: z.url(),\n  PORT: z.int(),\n});\nconst LONGEST: 3;`)).toEqual([
    'SITE_URL',
    'PORT',
  ]);
  expect(missingFrom('`MY_SITE_URL` and PORT=', ['SITE_URL', 'PORT'])).toEqual(['SITE_URL']);
});
