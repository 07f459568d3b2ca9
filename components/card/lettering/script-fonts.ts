import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Blob, Face, Font, Variation } from 'harfbuzzjs';
import { LRUCache } from 'lru-cache';
import decompress from 'wawoff2/decompress';

/** Packages that have letters which Geist lacks, and the weight of a headline. Which goes first is the text's to say. */
const FOLDER = join(process.cwd(), 'node_modules/@fontsource-variable');
const PACKAGES = [
  'noto-sans',
  'noto-sans-arabic',
  'noto-sans-hebrew',
  'noto-sans-thai',
  'noto-sans-sc',
  'noto-sans-jp',
  'noto-sans-kr',
] as const;
const WEIGHT = 600;

/** A font in one file has at most some hundreds of letters; Chinese has a hundred files. */
const MOST_OPEN = 64;

type Package = (typeof PACKAGES)[number];

/** The letters of one font file, and where it is. */
interface Subset {
  file: string;
  /** Code points, both ends among them. */
  ranges: readonly (readonly [number, number])[];
}

/** Fonts for the scripts that the page's own font lacks, out of packages that cut them into files by code point. */
export interface ScriptFonts {
  /** Every code point for which a file says that it has a letter. */
  characters: ReadonlySet<number>;
  /** @returns the file that has the letter, of the packages in the order that suits the text; null when none has. */
  fileFor(code: number, text: string): string | null;
  /** @returns the font in that file, at the weight of a headline. */
  open(file: string): Promise<Font>;
}

/** @throws when a package is not there. */
export async function readScriptFonts(): Promise<ScriptFonts> {
  const subsets = new Map(await Promise.all(PACKAGES.map(async (name) => [name, await readSubsets(name)] as const)));
  const opened = new LRUCache<string, Promise<Font>>({ max: MOST_OPEN });
  return {
    characters: charactersOf([...subsets.values()].flat()),
    fileFor(code, text) {
      for (const name of orderFor(text)) {
        const subset = subsets.get(name)?.find(({ ranges }) => ranges.some(([from, to]) => from <= code && code <= to));
        if (subset) return subset.file;
      }
      return null;
    },
    open(file) {
      const known = opened.get(file) ?? openFont(file);
      opened.set(file, known);
      known.catch(() => opened.delete(file));
      return known;
    },
  };
}

/** Han is drawn differently in Japan, Korea and China: kana and Hangul tell which it is. */
function orderFor(text: string): readonly Package[] {
  const first = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)
    ? 'noto-sans-jp'
    : /\p{Script=Hangul}/u.test(text)
      ? 'noto-sans-kr'
      : null;
  return first ? [first, ...PACKAGES.filter((name) => name !== first)] : PACKAGES;
}

async function readSubsets(name: Package): Promise<Subset[]> {
  const json = await readFile(join(FOLDER, name, 'unicode.json'), 'utf8');
  return Object.entries(JSON.parse(json) as Record<string, string>).map(([subset, ranges]) => ({
    // Numbered ones stand in brackets.
    file: join(FOLDER, name, 'files', `${name}-${subset.replace(/[[\]]/g, '')}-wght-normal.woff2`),
    ranges: ranges.split(',').map(rangeOf),
  }));
}

/** `U+0370-0377` or `U+037F`. */
function rangeOf(text: string): readonly [number, number] {
  const [from = '', to = from] = text.replace('U+', '').split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}

function charactersOf(subsets: readonly Subset[]): ReadonlySet<number> {
  const characters = new Set<number>();
  for (const [from, to] of subsets.flatMap(({ ranges }) => ranges)) {
    for (let code = from; code <= to; code++) characters.add(code);
  }
  return characters;
}

async function openFont(file: string): Promise<Font> {
  const font = fontOf(await decompress(await readFile(file)));
  font.setVariations([new Variation('wght', WEIGHT)]);
  return font;
}

/** @param bytes a TrueType or OpenType font. */
export function fontOf(bytes: Uint8Array | ArrayBuffer): Font {
  return new Font(new Face(new Blob(bytes)));
}
