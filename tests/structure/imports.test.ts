import { describe, expect, test } from 'vitest';
import { findClientCalls, findViolations } from './find-violations';
import { importsOf } from './imports-of';
import { readSources } from './source';

const violationsOf = (path: string, text: string) => findViolations([{ path, text }]);

describe('the code', () => {
  test('keeps its import directions, and its pure parts pure', () => {
    const sources = readSources(['app', 'components', 'lib']);
    expect(sources.length).toBeGreaterThan(100);
    expect(findViolations(sources)).toEqual([]);
    expect(findClientCalls(sources)).toEqual([]);
  });
});

describe('the check of it', () => {
  test('finds every way to import', () => {
    const text = [
      `import './effect.css';`,
      `import a, { type B } from "@/lib/protocol/lane";`,
      `import type { C } from './c';`,
      `import {\n  d,\n  e,\n} from '../persistence/d';`,
      `export { f } from './f';`,
      `export * from './g';`,
      'const h = await import(`./h`);',
      `let i: typeof import('node:fs');`,
      `const j = require( 'react' );`,
      `// import k from './k';`,
      `/*\nimport l from './l';\n*/`,
      `const m = 'https://n'; import('./m');`,
    ].join('\n');
    expect(
      importsOf({ path: 'lib/run/ask.ts', text })
        .map(({ imported }) => imported)
        .sort(),
    ).toEqual(
      [
        'lib/run/effect.css',
        'lib/protocol/lane',
        'lib/run/c',
        'lib/persistence/d',
        'lib/run/f',
        'lib/run/g',
        'lib/run/h',
        'node:fs',
        'react',
        'lib/run/m',
      ].sort(),
    );
  });

  test.each([
    ['components/pane/pane.tsx', '@/lib/run/abreast', 'imports lib/run/abreast'],
    ['components/pane/pane.tsx', '@/app/page', 'imports app/page'],
    ['lib/client/workspace.ts', '@/lib/models/catalog', 'imports lib/models/catalog'],
    ['lib/client/workspace.ts', '../../components/pane/pane', 'imports components/pane/pane'],
    ['lib/client/workspace.ts', 'react', 'imports react'],
    ['lib/client/workspace.ts', 'zustand', 'imports zustand'],
    ['lib/service/ask.ts', '@/lib/client/api', 'imports lib/client/api'],
    ['lib/service/ask.ts', 'react/jsx-runtime', 'imports react/jsx-runtime'],
    ['lib/models/catalog.ts', '../run/run-log', 'imports lib/run/run-log'],
    ['lib/run/run-lane.ts', '@/lib/service/app', 'imports lib/service/app'],
    ['lib/run/run-lane.ts', '@/lib/provider/model-call', 'imports lib/provider/model-call'],
    ['lib/provider/relay-frames.ts', '@/lib/models/catalog', 'imports lib/models/catalog'],
    ['lib/time/clock.ts', '@/lib/protocol/lane', 'imports lib/protocol/lane'],
    ['lib/models/catalog.ts', '@/lib/comparison/state', 'imports lib/comparison/state'],
    ['lib/persistence/memory.ts', '@/lib/models/catalog', 'imports lib/models/catalog'],
    ['lib/comparison/figures.ts', '@/lib/persistence/persistence', 'imports lib/persistence/persistence'],
    ['lib/comparison/figures.ts', 'node:crypto', 'imports node:crypto'],
    ['lib/comparison/figures.ts', 'next/server', 'imports next/server'],
    ['lib/protocol/lane.ts', '@/lib/comparison/answer', 'imports lib/comparison/answer'],
    ['lib/protocol/lane.ts', 'fs/promises', 'imports fs/promises'],
    ['lib/protocol/lane.ts', '@/package.json', 'imports package.json'],
    ['app/page.tsx', '@/tests/support/test-app', 'imports tests/support/test-app'],
    ['lib/provider/failure-of.ts', 'ai', 'imports ai'],
    ['components/lane/answer.tsx', '@/components/panes/pane', 'imports components/panes/pane, which is not below it'],
    ['components/track/bar.tsx', '../history/row', 'imports components/history/row, which is not below it'],
    ['components/new/part.tsx', '../ui/button', 'is in a folder of components that has no layer'],
    [
      'lib/new/part.ts',
      '@/lib/protocol/lane',
      'is in a part that has no rule for what it may import (lib/protocol/lane)',
    ],
  ])('finds that %s may not import %s', (path, specifier, wrong) => {
    expect(violationsOf(path, `import { x } from '${specifier}';`)).toEqual([`${path} ${wrong}`]);
  });

  test.each([
    ['app/api/health/route.ts', '@/lib/run/abreast'],
    ['app/api/health/route.ts', '@/package.json'],
    ['app/page.tsx', '@/components/workspace/workspace'],
    ['app/page.tsx', './globals.css'],
    ['components/pane/pane.tsx', '@/lib/client/use-workspace'],
    ['components/panes/pane.tsx', 'react'],
    ['components/panes/pane.tsx', '@/components/lane/answer'],
    ['components/panes/pane.tsx', './pane-body'],
    ['lib/client/use-workspace.ts', 'react'],
    ['lib/client/workspace.ts', 'zustand/vanilla'],
    ['lib/run/new-id.ts', 'node:crypto'],
    ['lib/service/ask.ts', '@/lib/persistence/persistence'],
    ['lib/protocol/ask.ts', 'zod'],
  ])('leaves it be that %s imports %s', (path, specifier) => {
    expect(violationsOf(path, `import { x } from '${specifier}';`)).toEqual([]);
  });

  test('finds a function of a client file that the server might call', () => {
    const client = { path: 'components/ui/note.tsx', text: `'use client';\n\nexport const words = 1;` };
    const importing = (names: string, head = '') => ({
      path: 'components/lane/pane.tsx',
      text: `${head}import { ${names} } from '../ui/note';`,
    });
    expect(findClientCalls([client, importing('Note, words, useNote, type Words')])).toEqual([
      "components/lane/pane.tsx imports words of components/ui/note, which begins with 'use client'",
    ]);
    expect(findClientCalls([client, importing('words', `'use client';\n`)])).toEqual([]);
    expect(findClientCalls([{ ...client, text: 'export const words = 1;' }, importing('words')])).toEqual([]);
  });

  test('lets the engine know types of what it must not call', () => {
    const path = 'lib/run/run-lane.ts';
    expect(violationsOf(path, `import type { ModelCall } from '@/lib/provider/model-call';`)).toEqual([]);
    expect(violationsOf(path, `import type { App } from '@/lib/service/app';`)).toEqual([
      `${path} imports lib/service/app`,
    ]);
  });

  test.each(['Date.now()', 'performance.now()', 'Math.random()', 'new Date()', 'new Date( )', 'new Date'])(
    'finds %s in the pure code, and only in its code',
    (call) => {
      const found = call.replace(/\(.*/, '');
      const path = 'lib/comparison/figures.ts';
      expect(violationsOf(path, `const x = ${call};`)).toEqual([`${path} uses ${found}`]);
      expect(violationsOf(path, `// not ${call}\nconst x = new Date(0);`)).toEqual([]);
      expect(violationsOf('lib/time/clock.ts', `const x = ${call};`)).toEqual([]);
    },
  );
});
