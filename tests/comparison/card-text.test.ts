import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardText } from '@/lib/comparison/card-text';

/** As a font of ours: Latin, some Cyrillic, a few signs that are emoji for some, and private use. */
const CHARACTERS = new Set([
  ...range(0x20, 0x7e),
  ...range(0xa0, 0x17e),
  ...range(0x410, 0x44f),
  0x2026,
  0x263a,
  0xf8ff,
]);

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const text = (written: string) => cardText(written, CHARACTERS);

describe('the text on a card', () => {
  test.each([
    ['Why does 0.1 + 0.2 !== 0.3?', 'Why does 0.1 + 0.2 !== 0.3?'],
    ['  one\r\n\ttwo\u0000three\u2028four ', 'one two three four'],
    ['cafe\u0301, naïve, Straße, Привет', 'café, naïve, Straße, Привет'],
  ])('of %j is %j, in one line', (written, drawn) => {
    expect(text(written)).toBe(drawn);
  });

  test.each([
    ['🚀 Ship it 🚀!', 'Ship it!'],
    ['From 🇨🇭 to 👩‍👩‍👧 with ❤️', 'From to with'],
    ['Waves👋🏽here', 'Waves here'],
    ['Smile ☺️ or ☺', 'Smile or ☺'],
    ['Press 1️⃣ now', 'Press 1 now'],
    ['England 🏴󠁧󠁢󠁥󠁮󠁧󠁿 wins', 'England wins'],
  ])('of %j has no trace of an emoji: %j', (written, drawn) => {
    expect(text(written)).toBe(drawn);
  });

  test.each([
    ['Z̷̨̢͓͚̤̹̯̣̹̿̏̍̀͒a̸̡͕̝̓̋͑̉l̵͖͑͌g̷̨̝̟̻͎̳̈́͋͂̕o̶̢̮̣͛', 'Zalgo'],
    ['soft\u00adhyphen \u200fand\u202e turned', 'softhyphen and turned'],
    ['half \ud83d a pair \udc4b', 'half a pair'],
    ['a private \uf8ff sign', 'a private sign'],
  ])('of %j keeps what has a shape of its own: %j', (written, drawn) => {
    expect(text(written)).toBe(drawn);
  });

  test.each([
    ['what means łódź and 你好x in English', 'what means łódź and … in English'],
    ['What does مرحبا بالعالم mean?', 'What does … mean?'],
    ['Translate: مرحبا!', 'Translate: …!'],
    ['你好 means hello, 👋 我们', '… means hello, …'],
  ])('loses a word of which a letter cannot be drawn, not the letter, and says so: %j is %j', (written, drawn) => {
    expect(text(written)).toBe(drawn);
  });

  test.each(['', '   ', '👋', '你好，世界', 'مرحبا بالعالم', '你好世界 ok', '?!', '\ud83d'])(
    'is none for %j: too little can be drawn to mean anything',
    (written) => {
      expect(text(written)).toBeNull();
    },
  );

  test('is there when half of the letters are', () => {
    expect(text('ab 你好')).toBe('ab …');
    expect(text('ab 你好吗')).toBeNull();
  });

  test('is short, however long the prompt', () => {
    expect(text('word '.repeat(200_000))?.length).toBeLessThanOrEqual(400);
    expect(text(`${'\n'.repeat(5000)}after many lines`)).toBe('after many lines');
  });

  test('holds nothing but those characters, in one line, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 80 }), (one, other) => {
        const drawn = text(`${one} ${other}`);
        if (drawn === null) return;
        expect([...drawn].every((sign) => CHARACTERS.has(sign.codePointAt(0) ?? 0))).toBe(true);
        expect(drawn).toBe(drawn.trim());
        expect(drawn).not.toContain('  ');
        expect(text(drawn)).toBe(drawn);
      }),
      { numRuns: 2000, seed: 20261122 },
    );
  });

  test('is what was written where all can be drawn', () => {
    const word = fc.string({ unit: fc.constantFrom(...'aZé09Ж.,+="\'(){}[]<>-_/\\'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
        const written = ['word', ...words].join(' ');
        expect(text(written)).toBe(written);
      }),
      { seed: 20261122 },
    );
  });
});
