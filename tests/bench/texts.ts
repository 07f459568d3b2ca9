/** So many sections of an answer as models write them, about 400 tokens each. Every few words are a marker: `w1`, `w2` … */
export function prose(sections: number): string {
  let marker = 0;
  const wordAt = (index: number) => {
    if (index % 5 < 4) return WORDS[(index * 7) % WORDS.length];
    marker += 1;
    return `w${marker}`;
  };
  const words = (count: number) => Array.from({ length: count }, (_, index) => wordAt(index)).join(' ');
  return Array.from({ length: sections }, (_, nth) =>
    [
      `## Part ${nth + 1}: ${words(4)}`,
      `${words(40)}. **${words(4)}** and *${words(3)}*, see [the page of it](https://example.org/part-${nth}).`,
      `${words(60)}, as \`code${nth}()\` shows: ${words(20)}.`,
      Array.from({ length: 5 }, () => `- **${words(3)}**: ${words(12)}`).join('\n'),
      `\`\`\`ts\n${Array.from({ length: 6 }, (_, line) => `const value${line} = compute(${line}, 'text');`).join('\n')}\n\`\`\``,
      words(50),
      `| name | value |\n|---|---:|\n${Array.from({ length: 4 }, (_, row) => `| row ${row} | ${row * nth} |`).join('\n')}`,
      `1. ${words(20)}\n2. ${words(20)}\n3. ${words(20)}`,
      `${words(40)}.`,
    ].join('\n\n'),
  ).join('\n\n');
}

const WORDS = 'the sea rises twice a day because its Moon pulls unevenly on it'.split(' ');

const LENGTH = 40_000;

/** What models write when they have lost the thread: 40 kB of each kind, and words by which the end is known. */
export const DEGENERATE = withEnds({
  quotes: filled('>'),
  'quotes-of-lines': lines((line) => `${'> '.repeat(line % 200)}deep`),
  stars: filled('*'),
  'spaced-stars': filled('**a *'),
  brackets: filled('['),
  links: filled('[a]('),
  rows: `| a | b | c |\n|---|---|---|\n${lines((row) => `| ${row} | cell | cell |`)}`,
  line: filled('word '),
  letters: filled('a'),
  fence: `\`\`\`ts\n${lines((line) => `const value${line} = ${line};`)}`,
  html: filled('<div><b>'),
  dollars: filled('$x'),
  backticks: filled('` `` '),
  items: lines((line) => `${'  '.repeat(line % 60)}- item ${line}`),
  underscores: filled('_a__b'),
  images: filled('![a'),
});

export type DegenerateName = keyof typeof DEGENERATE;

function withEnds<Name extends string>(texts: Record<Name, string>): Record<Name, string> {
  const entries = Object.entries<string>(texts).map(([name, text]) => [name, `${text}\n\nthe last words`]);
  return Object.fromEntries(entries) as Record<Name, string>;
}

function filled(piece: string): string {
  return piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);
}

function lines(lineOf: (nth: number) => string): string {
  let text = '';
  for (let nth = 1; text.length < LENGTH; nth += 1) text += `${lineOf(nth)}\n`;
  return text;
}
