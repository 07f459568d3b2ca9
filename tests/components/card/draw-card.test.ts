import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readCardFonts } from '@/app/s/[slug]/read-card-fonts';
import { CARD_COLORS, CARD_LANE_COLORS } from '@/components/card/card-sizes';
import { drawCard } from '@/components/card/draw-card';
import { cardOf } from '@/lib/comparison/card';
import { LANE_LETTERS } from '@/lib/protocol/lane';
import { cardView } from './card-views';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

let asked: string[];
beforeEach(() => {
  asked = [];
  const fetchOwn = globalThis.fetch;
  vi.stubGlobal('fetch', (...args: Parameters<typeof fetch>) => {
    const [input] = args;
    const address = String(input instanceof Request ? input.url : input);
    // What draws is itself such an address, of a program in it.
    if (address.startsWith('data:')) return fetchOwn(...args);
    asked.push(address);
    throw new Error(`a card asked for ${address}`);
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  expect(asked, 'asked of the network').toEqual([]);
});

/** Draws it, and reads the size that the PNG says it has. */
async function sizeOf(lanes: number, prompt: string): Promise<{ width: number; height: number }> {
  const fonts = await readCardFonts();
  const png = new DataView(
    await drawCard(cardOf(cardView(lanes, prompt), fonts.characters, fonts.allCharacters), fonts),
  );
  expect(PNG.map((_, index) => png.getUint8(index))).toEqual(PNG);
  return { width: png.getUint32(16), height: png.getUint32(20) };
}

describe('a drawn card', () => {
  test.each([
    ['a plain prompt', 'Why does 0.1 + 0.2 !== 0.3?'],
    ['emoji', '👋 Ship 🚀 it ❤️ now 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ☺️ 👩‍👩‍👧 ✅ ⭐'],
    ['Chinese among English', 'Translate 你好 into English and French for me'],
    ['Arabic', 'مرحبا بالعالم'],
    ['Greek', 'Γιατί ο ουρανός είναι μπλε;'],
    ['Japanese', 'なぜ空は青いのですか？'],
    ['Hindi', 'आकाश नीला क्यों है?'],
    ['Thai', 'ทำไมท้องฟ้าถึงเป็นสีฟ้า'],
    ['Tamil, which no font of ours has', 'வானம் ஏன் நீலமாக இருக்கிறது?'],
    ['marks that turn the direction', 'abc \u200f\u202eabc\u202c\u2067def\u2069'],
    ['halves of a pair', 'half \ud83d of \udc4b pairs \ud83d'],
    ['zalgo', 'Z̷̨̢͓͚̤̹̯̣̹̿̏̍̀͒a̸̡͕̝̓̋͑̉l̵͖͑͌g̷̨̝̟̻͎̳̈́͋͂̕o̶̢̮̣͛ text'],
    ['mathematics and symbols', 'Is ∑ⁿ aᵢ ≤ ∫ f(x) dx ⇒ 𝒜 ⊂ ℝ, and → ▶ ◀ ↔ © ™ ☹?'],
    ['10,000 characters without a space', 'x'.repeat(10_000)],
    ['10,000 characters of words', 'word '.repeat(2000)],
    ['nothing', ''],
    ['what might be markup', '<script>alert(1)</script> & "quotes" {braces} </svg>'],
  ])('of %s is a PNG of 1200 × 630, and nothing is asked of the network', async (_, prompt) => {
    expect(await sizeOf(4, prompt)).toEqual({ width: 1200, height: 630 });
  });

  test.each([1, 2, 3, 5, 6, 7, 8])('holds %i lanes', async (lanes) => {
    expect(await sizeOf(lanes, 'Why?')).toEqual({ width: 1200, height: 630 });
  });

  test('asks nothing of the network for any character that its fonts have', async () => {
    const fonts = await readCardFonts();
    const all = [...fonts.characters].map((code) => String.fromCodePoint(code));
    for (let from = 0; from < all.length; from += 60) {
      const signs = all.slice(from, from + 60);
      await sizeOf(1, `Each of these ${'letters '.repeat(12)} ${signs.join(' ')}`);
      await sizeOf(1, `Each of these ${'letters '.repeat(12)} ${signs.join('')}`);
    }
  });
});

describe('the fonts of a card', () => {
  test('have the letters of Europe, and no pictures', async () => {
    const { characters } = await readCardFonts();
    const has = (text: string) => [...text].every((letter) => characters.has(letter.codePointAt(0) ?? 0));
    expect(has('Aa09 …·ñßłőЖя€')).toBe(true);
    for (const missing of ['你', 'ب', '👋', '✅', '\u{1f1e8}', '\ufe0f', '\u200d', '\uffff'])
      expect(has(missing)).toBe(false);
  });
});

describe('the colours of a card', () => {
  test('are those of the pages on light paper', () => {
    const theme = readFileSync('app/theme.css', 'utf8');
    const light = (name: string) => new RegExp(`--${name}: light-dark\\((#\\w+),`).exec(theme)?.[1];
    expect(CARD_COLORS).toEqual({ paper: light('paper'), ink: light('ink'), ink2: light('ink-2') });
    expect(Object.values(CARD_LANE_COLORS)).toEqual(LANE_LETTERS.map((_, index) => light(`lane-${index + 1}`)));
  });
});
