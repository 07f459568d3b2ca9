import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSources, readTexts, root, type Source } from './source';

/** A path from the root, or the bare name of a file. What else stands between backticks is no path. */
const OWN_PATH = /^(app|components|lib|tests|docs|\.github)\/[\w.*/[\]-]+$|^[\w.-]+\.(mjs|md|ts|json)$/;

/** Written by the app itself when it runs or is built. */
const MADE_LATER = ['abreast.db'];

/** @returns one line for each link of a text to a file or a heading that does not exist. */
function findBrokenLinks({ path, text }: Source, exists = existsInProject): string[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [file = '', heading] = target.split('#');
    const linked = file === '' ? path : posix.join(posix.dirname(path), file);
    if (!exists(linked)) return [`${path} links to ${target}`];
    const found = heading === undefined || headingsOf(linked === path ? text : read(linked)).includes(heading);
    return found ? [] : [`${path} links to ${target}, which has no such heading`];
  });
}

/** @returns one line for each path between backticks that does not exist; `*` stands for any file there. */
function findMissingPaths({ path, text }: Source, exists = existsInProject): string[] {
  return [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].flatMap(([, name = '']) => {
    if (!OWN_PATH.test(name) || MADE_LATER.includes(name)) return [];
    const known = name.includes('*') ? posix.dirname(name) : name;
    return exists(known) ? [] : [`${path} names ${name}`];
  });
}

function headingsOf(text: string): string[] {
  return [...withoutCode(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

const withoutCode = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '');
const fileNames = new Set(readSources(['app', 'components', 'lib', 'tests']).map(({ path }) => posix.basename(path)));
const existsInProject = (path: string) => existsSync(join(root, path)) || fileNames.has(path);
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const texts = readTexts();
const isDecision = ({ path }: Source) => /^docs\/decisions\/\d/.test(path);

describe('the texts', () => {
  test('link to what exists', () => {
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.flatMap((text) => findBrokenLinks(text))).toEqual([]);
  });

  test('name only files that exist', () => {
    expect(texts.filter((text) => !isDecision(text)).flatMap((text) => findMissingPaths(text))).toEqual([]);
  });
});

describe('each decision', () => {
  const decisions = texts.filter(isDecision).toSorted((left, right) => left.path.localeCompare(right.path));

  test('has the next number, a date, a status and its three parts', () => {
    for (const [index, { path, text }] of decisions.entries()) {
      const number = String(index + 1).padStart(3, '0');
      expect(path).toMatch(new RegExp(`/${number}-[a-z0-9-]+\\.md$`));
      expect(text, path).toMatch(new RegExp(`^# ${number}: `));
      expect(text, path).toMatch(
        /^Date: \d{4}-\d\d-\d\d\. Status: (accepted|superseded by \d{3}|.* superseded by \d{3})\.$/m,
      );
      expect([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
        'Context',
        'Decision',
        'Consequences',
      ]);
    }
  });

  test('stands in the index with its status', () => {
    const rows = decisions.map(({ path, text }) => {
      const [, number, title] = text.match(/^# (\d+): (.*)$/m) ?? [];
      const [, status] = text.match(/ Status: (.*)\.$/m) ?? [];
      return [`[${number}](${posix.basename(path)})`, title, status];
    });
    const listed = read('docs/decisions/README.md')
      .split('\n')
      .filter((line) => line.startsWith('| ['));
    expect(
      listed.map((line) =>
        line
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim()),
      ),
    ).toEqual(rows);
  });
});

describe('the check of them', () => {
  const exists = (path: string) => ['docs/a.md', 'lib/run', 'lib/run/log.ts'].includes(path);

  test('finds a broken link and a missing heading', () => {
    const text = '## What is `it`?\n[a](a.md) [b](b.md) [c](#what-is-it) [d](#nothing) [e](https://f.example)';
    expect(findBrokenLinks({ path: 'docs/a.md', text }, exists)).toEqual([
      'docs/a.md links to b.md',
      'docs/a.md links to #nothing, which has no such heading',
    ]);
  });

  test('finds a path that does not exist', () => {
    const text = '`lib/run/log.ts`, `lib/run/*log*`, `lib/run/gone.ts`, `lib/gone/*`, `npm test`, `vendor/model`';
    expect(findMissingPaths({ path: 'docs/a.md', text }, exists)).toEqual([
      'docs/a.md names lib/run/gone.ts',
      'docs/a.md names lib/gone/*',
    ]);
  });
});
