import { describe, expect, test } from 'vitest';
import { readCardFonts } from '@/app/s/[slug]/read-card-fonts';
import { letterBox } from '@/components/card/card-sizes';
import { letter } from '@/components/card/lettering/letter';

const BOX = letterBox(2);
/** How far a line is below the one before, in sizes. */
const LINE = 1.36;

async function drawn(text: string) {
  const { letters } = await readCardFonts();
  const { svg, height, width } = await letter(text, BOX, letters);
  const places = [...svg.matchAll(/translate\((-?[\d.]+) (-?[\d.]+)\)/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));
  return { places, glyphs: places.length, lines: Math.round(height / (BOX.size * LINE)), width };
}

describe('lettering', () => {
  test.each([
    ['Greek', 'Γιατί ο ουρανός είναι μπλε;', 22],
    ['Japanese', 'なぜ空は青いのですか', 10],
    ['Korean', '하늘은 왜 파란가요', 8],
    ['Chinese', '为什么天空是蓝色的', 9],
    ['Hebrew', 'למה השמיים כחולים', 15],
  ])('draws every letter of %s', async (_, text, letters) => {
    const { glyphs } = await drawn(text);
    expect(glyphs).toBeGreaterThanOrEqual(letters);
  });

  test('joins the letters of Arabic and Hindi: their words have fewer shapes or other places than letters set apart', async () => {
    const together = await drawn('क्षत्रिय');
    const apart = await drawn([...'क्षत्रिय'].join(' '));
    expect(together.glyphs).toBeLessThan(apart.glyphs);
    const joined = await drawn('لماذا');
    const single = await drawn([...'لماذا'].join(' '));
    expect(joined.glyphs).toBeLessThanOrEqual(single.glyphs);
  });

  test('begins at the right where the text does, and keeps numbers and Latin in it from left to right', async () => {
    const arabic = await drawn('لماذا');
    expect(Math.max(...arabic.places.map(({ x }) => x))).toBeGreaterThan(BOX.width * 0.8);
    const latin = await drawn('γεια');
    expect(latin.places[0]?.x).toBe(0);
  });

  test('breaks lines between words and cuts what does not fit', async () => {
    expect((await drawn('ουρανός')).lines).toBe(1);
    expect((await drawn('ουρανός '.repeat(8))).lines).toBe(2);
    expect((await drawn('ουρανός '.repeat(60))).lines).toBe(BOX.lines);
    expect((await drawn('空'.repeat(300))).lines).toBe(BOX.lines);
  });

  test.each(['ουρανός '.repeat(60), '空'.repeat(400), 'α'.repeat(400), 'ู'.repeat(50), 'لا'.repeat(200)])(
    'stays inside its box, whatever it is given',
    async (text) => {
      const { places } = await drawn(text);
      for (const { x } of places) expect(x).toBeLessThanOrEqual(BOX.width + BOX.size);
      for (const { x } of places) expect(x).toBeGreaterThanOrEqual(-BOX.size);
    },
  );
});
