import { describe, expect, test } from 'vitest';
import { findPhrases, findPronouns, findSynonyms } from './find-words';
import { readCode } from './read-code';
import { readRootSources, readSources, readTexts, type Source } from './source';

/** These speak of the words themselves. */
const ABOUT_WORDS = ['docs/words.md', 'tests/structure/find-words.ts', 'tests/structure/words.test.ts'];

const isChecked = ({ path }: Source) => !ABOUT_WORDS.includes(path);

const code = [...readSources(['app', 'components', 'lib']), ...readRootSources()];
const tests = readSources(['tests']);

describe('the words', () => {
  test('of names are those of the product, without synonyms', () => {
    expect([...code, ...tests].filter(isChecked).flatMap(findSynonyms)).toEqual([]);
  });

  test('of names are nouns and verbs, not pronouns', () => {
    expect(code.filter(isChecked).flatMap(findPronouns)).toEqual([]);
  });

  test('of comments and texts are understood at first reading', () => {
    expect([...code, ...tests, ...readTexts()].filter(isChecked).flatMap(findPhrases)).toEqual([]);
  });
});

describe('the check of them', () => {
  const path = 'lib/run/ask.ts';
  const namesIn = (text: string) =>
    [...findSynonyms({ path, text }), ...findPronouns({ path, text })].map((line) => line.split(' ')[1]);

  test.each([
    ['const seat = 1;', 'seat:'],
    ['record.seats.map(f)', 'seats:'],
    ['class A { #seatCount = 1; }', 'seatCount:'],
    ['interface FilledSeat {}', 'FilledSeat:'],
    ['const { inView } = turn;', 'inView:'],
    ['withAttemptInView(1)', 'withAttemptInView:'],
    ['answersOnView(1)', 'answersOnView:'],
    ['type ComparisonView = A;', 'ComparisonView:'],
    ['f(shownTurn)', 'shownTurn:'],
    ['const one = 1;', 'one:'],
    ['lanes.map((other) => other.lane)', 'other:'],
    ['function f(how: string) {}', 'how:'],
    ['for (const who of all) f(who);', 'who:'],
    ['const { a: said } = b;', 'said:'],
    ['interface A { why?: string }', 'why:'],
    [`const a = \`one \${\`\${other}\`}\`;`, 'other:'],
    ['const a = <b title="seat">{one}</b>;', 'one:'],
    ['const a = b / one / c;', 'one:'],
  ])('finds the word in %s', (text, name) => {
    expect(namesIn(text)).toEqual([name]);
  });

  test.each([
    'const lane = "seat";',
    '// the seat\nconst lane = 1; /* in view */',
    'const a = `a seat in view`;',
    'const a = /seat|one/;',
    'const now = clock.now();',
    'const a = event.other;',
    'element.scrollIntoView();',
    'const a = <p>Ask one of the other lanes</p>;',
    'const a = <b>other</b>;',
    'const oneAfterAnother = viewComparison(id);',
  ])('leaves %s be', (text) => {
    expect(namesIn(text)).toEqual([]);
  });

  test('says once in a file where a name stands first, and what to say instead', () => {
    expect(findSynonyms({ path, text: 'const a = 1;\nconst seat = a;\nf(seat);' })).toEqual([`${path}:2 seat: lane`]);
  });

  test('finds a synonym in the name of a file', () => {
    const found = findSynonyms({ path: 'components/composer/seat-panel.tsx', text: '' });
    expect(found).toEqual(['components/composer/seat-panel.tsx (its name): lane']);
  });

  test('finds a phrase in comments alone, over the end of a line too', () => {
    const text = ['const a = "tried anew";', '/**', ' * A run of', ' * which nobody reads. */', '// Stopped for good.'];
    expect(findPhrases({ path, text: text.join('\n') }).map((line) => line.split(':')[1])).toEqual([
      '3 "of which"',
      '5 "for good"',
    ]);
  });

  test('finds a phrase in Markdown, outside of its code', () => {
    const text = '`anew`\n\n```\nanew\n```\n\nRead anew.';
    expect(findPhrases({ path: 'README.md', text })).toEqual(['README.md:7 "anew": again']);
  });

  test('reads templates, regular expressions and tags apart', () => {
    const names = readCode(`a(\`b \${c({ d: \`e \${f}\` })} g\`, /h"i/, <j k="l">{m}</j>, n / o); // p`)
      .filter(({ kind }) => kind === 'name')
      .map(({ text }) => text);
    expect(names).toEqual(['a', 'c', 'd', 'f', 'j', 'k', 'm', 'j', 'n', 'o']);
  });
});
