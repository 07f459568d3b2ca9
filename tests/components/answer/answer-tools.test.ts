import { describe, expect, test } from 'vitest';
import { fileNameOf } from '@/components/answer/code-tools';
import { tabbed } from '@/components/answer/table-cells';
import { markdownRows } from '@/lib/comparison/markdown-rows';

describe('a table that is copied', () => {
  test('has tabs between its cells', () => {
    expect(
      tabbed([
        ['place', 'range'],
        ['Fundy', '16 m'],
      ]),
    ).toBe('place\trange\nFundy\t16 m');
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+HYPERLINK("x")', '\'+HYPERLINK("x")'],
    ['-2+cmd', "'-2+cmd"],
    ['-2.5', '-2.5'],
    ['+1,000', '+1,000'],
    ['-', '-'],
    ['＝1+1', "'＝1+1"],
    ['\u200b=1', "'\u200b=1"],
    ['−5 %', '−5 %'],
    ['a=b', 'a=b'],
  ])('gives a spreadsheet no formula: %s', (cell, text) => {
    expect(tabbed([[cell]])).toBe(text);
  });

  test('is Markdown again', () => {
    expect(
      markdownRows([
        ['a', 'b|c'],
        ['1', '2'],
      ]),
    ).toBe('| a | b\\|c |\n| --- | --- |\n| 1 | 2 |');
  });
});

test.each([
  ['python', 'code.py'],
  ['TypeScript', 'code.ts'],
  ['c++', 'code.cpp'],
  ['js', 'code.js'],
  ['', 'code.txt'],
  ['../../etc/passwd', 'code.txt'],
  ['constructor', 'code.txt'],
])('code in %j is downloaded as %s', (language, name) => {
  expect(fileNameOf(language)).toBe(name);
});
