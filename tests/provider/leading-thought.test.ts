import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LeadingThought, type Piece } from '@/lib/provider/leading-thought';
import { countScanned } from '../support/count-scanned';

/** What is read out of a text that comes in those pieces. */
function read(pieces: readonly string[]) {
  const reader = new LeadingThought();
  return whole([...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()]);
}

function whole(said: readonly Piece[]) {
  const of = (kind: Piece['kind']) => said.map((piece) => (piece.kind === kind ? piece.content : '')).join('');
  return { reasoning: of('reasoning'), text: of('text') };
}

function cut(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, nth) => text.slice(nth * size, (nth + 1) * size));
}

const CASES: [string, string, { reasoning: string; text: string }][] = [
  ['a thought', '<think>\nLet me see\n</think>\n\nHello', { reasoning: 'Let me see', text: 'Hello' }],
  ['a thought on one line', '<think>Let me see</think> Hello', { reasoning: 'Let me see', text: 'Hello' }],
  ['the other tag', '<thinking>\nLet me see\n</thinking>\nHello', { reasoning: 'Let me see', text: 'Hello' }],
  ['a thought after white space', ' \n<think>a\n\n b </think>\nHello ', { reasoning: 'a\n\n b', text: 'Hello ' }],
  ['an empty thought', '<think>\n\n</think>\n\nHello', { reasoning: '', text: 'Hello' }],
  ['a thought and code', '<think>a</think>\n\n    x = 1', { reasoning: 'a', text: '    x = 1' }],
  ['the other closing tag', '<think>a</thinking> b</think>c', { reasoning: 'a</thinking> b', text: 'c' }],
  ['a closing tag in a code span', '<think>a `</think>` tag</think>b', { reasoning: 'a `</think>` tag', text: 'b' }],
  ['a code span before the closing tag', '<think>is `a`</think>b', { reasoning: 'is `a`', text: 'b' }],
  ['a code span at the very end', '<think>is `a`</think>', { reasoning: 'is `a`', text: '' }],
  ['a tag inside a thought', '<think>a <think> b</think>c', { reasoning: 'a <think> b', text: 'c' }],
  ['a second thought', '<think>a</think>b <think>c</think> d', { reasoning: 'a', text: 'b <think>c</think> d' }],
  ['a second thought at once', '<think>a</think><think>c</think>d', { reasoning: 'a', text: '<think>c</think>d' }],
  ['no closing tag', '<think>\nLet me see </thi', { reasoning: 'Let me see </thi', text: '' }],
  ['a tag that nothing follows', 'x</think>', { reasoning: '', text: 'x</think>' }],
  ['no opening tag', 'a\n</think>\nb', { reasoning: '', text: 'a\n</think>\nb' }],
  ['half a tag', '\n<thin', { reasoning: '', text: '\n<thin' }],
  ['another tag', '<thinker>a</thinker>', { reasoning: '', text: '<thinker>a</thinker>' }],
  ['a tag in mid-answer', 'Use <think>a</think>.', { reasoning: '', text: 'Use <think>a</think>.' }],
  [
    'a code span',
    '`<think>` opens it, `</think>` ends it',
    { reasoning: '', text: '`<think>` opens it, `</think>` ends it' },
  ],
  ['a fence', '```\n<think>a</think>\n```', { reasoning: '', text: '```\n<think>a</think>\n```' }],
  ['indented code', '\n    <think>a</think>', { reasoning: '', text: '\n    <think>a</think>' }],
  ['white space first', ' \n Hello \n', { reasoning: '', text: ' \n Hello \n' }],
  ['white space alone', ' \n\t\u200b\ufeff ', { reasoning: '', text: '' }],
  ['half a character', '\ud83d', { reasoning: '', text: '\ud83d' }],
  ['nothing', '', { reasoning: '', text: '' }],
];

describe('the text of an answer', () => {
  test.each(CASES)('with %s is told from its thought, cut anywhere', (_, text, expected) => {
    expect(read([text])).toEqual(expected);
    for (let size = 1; size <= text.length; size++) expect(read(cut(text, size)), `by ${size}`).toEqual(expected);
  });

  test('loses nothing but white space and the tags, and is the same however it is cut', () => {
    const word = fc.constantFrom(
      '<think>',
      '</think>',
      '<thinking>',
      '</thinking>',
      '<',
      'th',
      '`',
      ' ',
      '\n',
      'a',
      '😀',
    );
    const text = fc.array(word, { maxLength: 20 }).map((words) => words.join(''));
    const bare = (said: string) => said.replaceAll(/<\/?think(ing)?>|\s/g, '');
    fc.assert(
      fc.property(text, fc.array(fc.nat(4), { minLength: 1, maxLength: 8 }), (all, sizes) => {
        const pieces: string[] = [];
        for (let from = 0, nth = 0; from < all.length; nth++) {
          const size = 1 + (sizes[nth % sizes.length] ?? 0);
          pieces.push(all.slice(from, from + size));
          from += size;
        }
        const said = read(pieces);
        expect(said).toEqual(read([all]));
        expect(bare(said.reasoning + said.text)).toBe(bare(all));
        if (!all.trimStart().startsWith('<think')) expect(said.text).toBe(all.trim() === '' ? '' : all);
      }),
      { numRuns: 3000, seed: 20261126 },
    );
  });

  test('is handed on piece by piece, as it comes', () => {
    const reader = new LeadingThought();
    expect(reader.push('\n')).toEqual([]);
    expect(reader.push('<thi')).toEqual([]);
    expect(reader.push('nk> Let')).toEqual([{ kind: 'reasoning', content: 'Let' }]);
    expect(reader.push(' me ')).toEqual([{ kind: 'reasoning', content: ' me' }]);
    expect(reader.push('see </th')).toEqual([{ kind: 'reasoning', content: ' see' }]);
    expect(reader.push('ink>\n')).toEqual([]);
    expect(reader.push('He')).toEqual([{ kind: 'text', content: 'He' }]);
    expect(reader.push('llo\n')).toEqual([{ kind: 'text', content: 'llo\n' }]);
    expect(reader.end()).toEqual([]);
  });

  const many = (piece: string) => Array.from({ length: 20_000 }, () => piece);
  test.each([
    ['white space', many('\n')],
    ['white space in a thought', ['<think>a', ...many(' ')]],
    ['white space after a thought', ['<think>a</think>', ...many('\n')]],
    ['words in a thought', ['<think>', ...many(' a')]],
    ['halves of a closing tag', ['<think>', ...many('</thi')]],
    ['closing tags in code spans', ['<think>', ...many('`</think>`')]],
    ['words', many(' a')],
  ])('of 20,000 pieces of %s costs work in proportion to its length', async (_, pieces) => {
    const reader = new LeadingThought();
    const scanned = await countScanned(() => {
      for (const piece of [...pieces, 'x']) reader.push(piece);
      reader.end();
    });
    expect(scanned).toBeGreaterThan(0);
    expect(scanned).toBeLessThan(8 * pieces.join('').length + 1000);
  });
});
