/** Offsets in a font file, bytes: the number of tables, their records, and a record's offset. */
const TABLE_COUNT = 4;
const FIRST_TABLE = 12;
const TABLE_RECORD = 16;
const TABLE_OFFSET = 8;

/**
 * Reads the code points for which a TrueType or OpenType font has a glyph, from its `cmap` table, formats 4 and 12:
 * https://learn.microsoft.com/en-us/typography/opentype/spec/cmap
 *
 * @throws when there is no such table.
 */
export function readCharacters(font: ArrayBuffer): ReadonlySet<number> {
  const view = new DataView(font);
  const cmap = tableAt(view, 'cmap');
  const characters = new Set<number>();
  for (let index = 0; index < view.getUint16(cmap + 2); index++) {
    const at = cmap + view.getUint32(cmap + 4 + index * 8 + 4);
    const format = view.getUint16(at);
    if (format === 4) readSegments(view, at, characters);
    if (format === 12) readGroups(view, at, characters);
  }
  if (characters.size === 0) throw new Error('The font has no characters that we can read');
  return characters;
}

function tableAt(view: DataView, tag: string): number {
  for (let index = 0; index < view.getUint16(TABLE_COUNT); index++) {
    const at = FIRST_TABLE + index * TABLE_RECORD;
    const letters = [0, 1, 2, 3].map((byte) => String.fromCharCode(view.getUint8(at + byte)));
    if (letters.join('') === tag) return view.getUint32(at + TABLE_OFFSET);
  }
  throw new Error(`The font has no table ${tag}`);
}

/** Format 4: four parallel arrays of segments, then glyph numbers to which a segment may point. */
function readSegments(view: DataView, at: number, characters: Set<number>): void {
  const bytes = view.getUint16(at + 6);
  const ends = at + 14;
  const starts = ends + bytes + 2;
  const deltas = starts + bytes;
  const offsets = deltas + bytes;
  for (let segment = 0; segment < bytes; segment += 2) {
    const start = view.getUint16(starts + segment);
    const end = view.getUint16(ends + segment);
    const delta = view.getUint16(deltas + segment);
    const offset = view.getUint16(offsets + segment);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const listed = offset === 0 ? code : view.getUint16(offsets + segment + offset + (code - start) * 2);
      const glyph = listed === 0 ? 0 : (listed + delta) & 0xffff;
      if (glyph !== 0) characters.add(code);
    }
  }
}

/** Format 12: groups of code points whose glyphs follow each other. */
function readGroups(view: DataView, at: number, characters: Set<number>): void {
  const groups = view.getUint32(at + 12);
  for (let group = at + 16; group < at + 16 + groups * 12; group += 12) {
    const [start, end, glyph] = [view.getUint32(group), view.getUint32(group + 4), view.getUint32(group + 8)];
    for (let code = start; code <= end; code++) if (glyph + code - start !== 0) characters.add(code);
  }
}
