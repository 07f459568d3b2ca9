import { describe, expect, test } from 'vitest';
import { type DiffBlock, type DiffGrain, diffTexts, isSame } from '@/lib/comparison/diff';

/** Each side as text: what differs in brackets, blocks behind one another. */
function drawn(left: string, right: string, grain?: DiffGrain): { left: string; right: string } {
  const blocks = diffTexts(left, right, grain);
  return { left: side(blocks, 'left'), right: side(blocks, 'right') };
}

function side(blocks: readonly DiffBlock[], of: 'left' | 'right'): string {
  const lines = blocks.flatMap((block) => block[of]);
  return lines.map(({ parts }) => parts.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('')).join('\n');
}

/** What a side is when nothing is marked. */
function plain(text: string): string {
  return text.replaceAll(/[[\]]/g, '');
}

test('the same text differs in nothing', () => {
  expect(isSame(diffTexts('one\ntwo', 'one\ntwo'))).toBe(true);
  expect(isSame(diffTexts('', ''))).toBe(true);
  expect(isSame(diffTexts('one', 'two'))).toBe(false);
});

test('a word that is replaced in a line is all that differs', () => {
  expect(drawn('keep\nthe price is 19.99 today\nend', 'keep\nthe price is 20 today\nend')).toEqual({
    left: 'keep\nthe price is [19.99] today\nend',
    right: 'keep\nthe price is [20] today\nend',
  });
});

test('by line, a line differs as a whole', () => {
  expect(drawn('keep\nthe price is 19.99', 'keep\nthe price is 20', 'line')).toEqual({
    left: 'keep\n[the price is 19.99]',
    right: 'keep\n[the price is 20]',
  });
});

test('lines that only one text has stand beside nothing', () => {
  expect(diffTexts('a\nb', 'a\nnew\nb')).toEqual([
    { same: true, left: [line('a')], right: [line('a')] },
    { same: false, left: [], right: [line('new', true)] },
    { same: true, left: [line('b')], right: [line('b')] },
  ]);
});

function line(text: string, differs = false) {
  return { parts: [{ text, differs }], code: false };
}

test('a small word between sentences that have nothing in common is no agreement', () => {
  expect(drawn('Cats purr and dogs bark.', 'Rain falls and rivers flow.')).toEqual({
    left: '[Cats purr and dogs bark].',
    right: '[Rain falls and rivers flow].',
  });
});

test('words are found where no blank parts them', () => {
  expect(drawn('我喜欢喝咖啡', '我喜欢喝绿茶').left).toBe('我喜欢喝[咖啡]');
});

test('lines of a code block are told, on each side by its own fences', () => {
  const [first, second] = diffTexts('text\n```js\nlet a;\n```\nafter', 'text\nlet a;\n```\nafter');
  expect(first?.left.map(({ code }) => code)).toEqual([false]);
  expect(second?.left.map(({ code }) => code)).toEqual([true]);
  const codeOf = (of: 'left' | 'right') =>
    diffTexts('```js\nlet a;\n```\nafter', 'let a;\n```\nafter').flatMap((block) => block[of].map(({ code }) => code));
  expect(codeOf('left')).toEqual([true, true, true, false]);
  expect(codeOf('right')).toEqual([false, true, true]);
});

describe('whatever the texts are', () => {
  const long = Array.from({ length: 4000 }, (_, index) => `word${index * 7}`).join(' ');
  const samples = [
    '',
    '\n',
    'a\r\nb\rc',
    '[x] [y]'.replaceAll(/[[\]]/g, ''),
    '**'.repeat(2000),
    '\ud83d\ude00 \ud83d tail',
    'שלום עולם\nمرحبا',
    long,
    long.split(' ').reverse().join('\n'),
  ];
  test.each(samples.flatMap((left) => samples.map((right) => [left, right])))('nothing is lost (%#)', (left, right) => {
    const sides = drawn(left, right);
    expect(plain(sides.left)).toBe(left.replaceAll(/\r\n?/g, '\n'));
    expect(plain(sides.right)).toBe(right.replaceAll(/\r\n?/g, '\n'));
  });
});
