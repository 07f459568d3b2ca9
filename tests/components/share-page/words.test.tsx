import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { answerAnchor } from '@/components/share-page/answer-link';
import { cannedWords, settingsOf, utcDateWords } from '@/components/share-page/fact-words';
import { beginningOf } from '@/components/share-page/prompt-heading';
import { PromptText } from '@/components/share-page/prompt-text';
import { titleOf } from '@/lib/comparison/title-of';
import type { LaneRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { Settings } from '@/lib/protocol/settings';
import { comparisonOf, laneRecord, turnRecord } from '@/tests/support/records';

function laneOf(lane: Lane, settings: Settings = {}, demo = false): LaneRecord {
  return laneRecord(lane, 1, { settings, demo });
}

describe('the settings in words', () => {
  test.each([
    [[{}, {}], 'default settings', null],
    [[{ temperature: 0.2 }, { temperature: 0.2 }], 'temp 0.2', null],
    [[{}, { reasoning: 'high' }, {}], 'default settings, effort high on B', 'B'],
    [[{}, { reasoning: 'high' }, {}, {}, { reasoning: 'high' }], 'default settings, effort high on B and E', 'B and E'],
    [[{ temperature: 1 }, { temperature: 1 }, {}], 'temp 1, defaults on C', 'C'],
    [[{ temperature: 0 }, { temperature: 1 }], 'temp 0 on A, temp 1 on B', 'A and B'],
  ] as [Settings[], string, string | null][])('%j', (settings, words, differing) => {
    const lanes = settings.map((own, index) => laneOf('ABCDE'[index] as Lane, own));
    expect(settingsOf(lanes)).toEqual({ words, differing });
  });
});

describe('demo models', () => {
  test('are called canned, by letter where others are not', () => {
    expect(cannedWords([laneOf('A'), laneOf('B')])).toBeNull();
    expect(cannedWords([laneOf('A', {}, true), laneOf('B')])).toBe('A: canned demo answer');
    expect(cannedWords([laneOf('A', {}, true), laneOf('B'), laneOf('C', {}, true)])).toBe(
      'A and C: canned demo answers',
    );
    expect(cannedWords([laneOf('A', {}, true), laneOf('B', {}, true)])).toBe('Canned demo answers');
  });
});

describe('a prompt', () => {
  const render = (text: string) =>
    renderToStaticMarkup(<PromptText text={text} />).replace(/ (?:class|translate)="[^"]*"|<\/?span>/g, '');

  test('of more marks than anybody reads is shown as it was written', () => {
    expect(render('`a` '.repeat(1000))).toContain('<code>a</code>');
    const text = '`a` '.repeat(1001);
    expect(render(text).replace(/<[^>]+>/g, '')).toBe(text);
  });

  test('has its code marked, and nothing else taken for it', () => {
    expect(render('Why `a < b`, and `c`?')).toBe('Why <code>a &lt; b</code>, and <code>c</code>?');
    expect(render('an open ` here')).toBe('an open ` here');
    expect(render('Why?\n```js\n  x < `y`\n```\nAnd?')).toBe('Why?\n<code>  x &lt; `y`</code>And?');
    expect(render('```\nnever closed')).toBe('<code>never closed</code>');
    expect(render('a ``` b')).toBe('a ``` b');
    expect(render('<b>')).toBe('&lt;b&gt;');
  });

  test('that fits a heading is all in it', () => {
    expect(beginningOf('short')).toBeNull();
    expect(beginningOf('a\nb\nc')).toBeNull();
  });

  test('begins in a heading before its code', () => {
    expect(beginningOf('Why does this fail?\n\n```js\nx\n```')).toBe('Why does this fail?');
    expect(beginningOf('```js\nx\n```')).toBeNull();
  });

  test('that does not is cut between words or lines, never within a character', () => {
    const words = beginningOf('word '.repeat(200)) ?? '';
    expect(words.length).toBeLessThanOrEqual(320);
    expect(words.endsWith('word')).toBe(true);
    expect(beginningOf('1\n2\n3\n4\n5\n6\n7')).toBe('1\n2\n3\n4\n5\n6');
    expect(beginningOf(`x${'😀'.repeat(300)}`)).toMatch(/^x(😀)+$/u);
  });

  test('is the title unless the comparison was renamed, on one line, cut within no character', () => {
    const record = comparisonOf();
    const turn = (prompt: string) => turnRecord(1, prompt);
    expect(titleOf({ ...record, turns: [turn('one\n  two')] })).toBe('one two');
    expect(titleOf({ ...record, turns: [turn('one')], title: 'Renamed' })).toBe('Renamed');
    expect(titleOf({ ...record, turns: [turn('😀'.repeat(60))] })).toMatch(/^(😀)+…$/u);
  });
});

test('a date reads the same everywhere', () => {
  expect(utcDateWords('2026-11-22T14:05:59.000Z')).toBe('22 November 2026, 14:05 UTC');
});

test('an answer’s place in the page is its letter, with the turn from the second on', () => {
  expect([answerAnchor(1, 'A'), answerAnchor(2, 'B')]).toEqual(['A', '2-B']);
});
