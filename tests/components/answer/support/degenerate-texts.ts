/** Repeats a piece up to a length. */
export function fill(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

function numbered(length: number, piece: (index: number) => string): string {
  let text = '';
  for (let index = 0; text.length < length; index++) text += piece(index);
  return text;
}

const filled = (piece: string) => (length: number) => fill(piece, length);
const halves = (first: string, second: string) => (length: number) =>
  fill(first, length / 2) + fill(second, length / 2);

/** Texts of about any length, each of one construct without end. */
export const DEGENERATE: Record<string, (length: number) => string> = {
  'one letter': filled('a'),
  'one line of words': filled('word '),
  'short lines': filled('a\n'),
  paragraphs: filled('Some *words* of it.\n\n'),
  'blank lines': filled(' \n'),
  footnotes: (length) => numbered(length, (index) => `[^${index}]: n\n\n`),
  'footnotes in one block': (length) => numbered(length, (index) => `[^${index}]: n\n`),
  'footnotes within footnotes': (length) =>
    numbered(length, (index) => `${' '.repeat(4 * (index % 20))}[^${index}]: a\n`),
  'references to one footnote': (length) => `[^1]: a\n\n${fill('see[^1] ', length)}`,
  'references to footnotes that are none': filled('[^a] [^b'),
  'link definitions': (length) => numbered(length, (index) => `[${index}]: https://a.example\n\n`),
  'link definitions in one block': (length) => numbered(length, (index) => `[${index}]: https://a.example\n`),
  'link definitions with titles that never end': filled("[a]: b\n't\n"),
  'labels of definitions that never end': filled('[a\n'),
  'references to a long address': (length) => `[a]: ${fill('x', 400)}\n\n${fill('[a]\n\n', length)}`,
  'reference links': filled('[a][b] [c][] '),
  'opening brackets': filled('['),
  'brackets within brackets': halves('[', ']'),
  'brackets and parentheses': filled('[ (]('),
  'links that never end': filled('[a](<b "'),
  'links within links': halves('[', '](u)'),
  'images that never end': filled('![]('),
  'images within images': halves('![', '](u)'),
  'links with misleading labels': filled('[https://bank.example](https://evil.example) '),
  'emphasis that never closes': filled('*a_ '),
  'emphasis within emphasis': halves('*a ', 'a* '),
  'strikethrough and emphasis': filled('~~a **b *c '),
  stars: filled('*'),
  'Chinese emphasis': filled('**注意：**正文'),
  backticks: filled('`'),
  'backticks in runs of every length': (length) => numbered(length, (index) => `${'`'.repeat((index * 7919) % 300)}a`),
  'code spans': filled('`a` '),
  entities: filled('&amp;&#x1F600;&a'),
  'bare addresses': filled('https://a.example/b '),
  'addresses without an end': filled('http://'),
  autolinks: filled('<https://a.example> <a@b.example> <'),
  'line-break tags': filled('a<br>'),
  'line-break tags that never end': filled('<br   '),
  HTML: filled('<div>\n<!-- <?'),
  'details that never end': filled('<details>\n'),
  'details within details on one line': halves('<details>', '</details>'),
  'ends of details': filled('</details>\n'),
  'small details': filled('<details><summary>a</summary>b</details>\n'),
  'summaries that never end': filled('<details><summary>\n'),
  'details in a list': filled('- <details>\n  a\n'),
  'details in a quote': filled('> <details>\n'),
  'one of details without end': (length) => `<details>\n${fill('a *b*\n\n', length)}`,
  escapes: filled('\\*\\['),
  'maths that never ends': filled('\\( $$ \\begin{a} '),
  'maths on lines that never ends': filled('\\[\na\n\n$$\nb\n'),
  maths: filled('\\( x^2 \\) and $$ y $$ and\n\\[\nz\n\\]\n'),
  'half characters': filled('\udc00\ud83d a'),
  accents: filled('\u0301'),
  'quote marks': filled('>'),
  'lines of a quote': filled('> a\n'),
  'quotes within quotes': filled(`${'> '.repeat(30)}a\n`),
  'code in a quote': filled('> ```\n'),
  'definitions in a quote': filled('> [a]: b\n'),
  'a list': filled('- an *item*\n'),
  'a numbered list': (length) => numbered(length, (index) => `${index + 1}. a\n`),
  'items with blank lines': filled('- a\n\n'),
  'empty items': filled('-\n\n'),
  'lazy lines': filled('- a\nb\n'),
  'lists of other kinds': filled('- a\n* b\n'),
  'lists within lists': (length) => numbered(length, (index) => `${' '.repeat(2 * (index % 30))}- a\n`),
  'lists within lists on one line': filled('- '),
  'one item without end': (length) => `- one\n${fill('  - a **b**\n', length)}`,
  'tasks of a list': filled('- [ ] a\n- [x] b\n'),
  'numbers that are no list': filled('a\n2. b\n'),
  'numbers of items without text': filled('a\n2.\n'),
  'code in items': filled('- ```\n'),
  'rows of a table': (length) => `|a|b|\n|-|-|\n${fill('|c|d|\n', length)}`,
  'rows that are no table': filled('a|b\n-|-|-\n'),
  'a wide table of short rows': (length) => `${'|a'.repeat(60)}|\n${'|-'.repeat(60)}|\n${fill('x\n', length)}`,
  'a table of one row': (length) => `|a|\n|-|\n${fill('|`\\', length)}`,
  'small tables': filled('|a|\n|-|\n\n'),
  'tables in a quote': (length) => `> |a|b|\n> |-|-|\n${fill('> |c|d|\n', length)}`,
  headings: filled('# a #\n'),
  'underlined headings': filled('a\n-\n'),
  rules: filled('- - -\n***\n'),
  'code without end': (length) => `\`\`\`\n${fill('const a = 1;\n', length)}`,
  'code in one line': (length) => `\`\`\`\n${fill('a;', length)}`,
  'code blocks': filled('```js\na\n```\n'),
  'code blocks with odd names': filled('``` ` ~\n~~~ `\n'),
  'an odd name without end': (length) => `\`\`\`${fill('a ', length)}`,
  'indented code': filled('    a\n'),
};

const WORDS = 'some words of it, and *some* more of them';

/**
 * A text for each way in which a block can grow; the content of a paragraph makes no difference. They have few elements, and
 * each costs much to change.
 */
export const GROWING: Record<string, (length: number) => string> = {
  'one letter': filled('a'),
  'one line of words': filled('word '),
  lines: filled(`${WORDS}\n`),
  paragraphs: filled(`${WORDS}\n\n`),
  footnotes: (length) => numbered(length, (index) => `[^${index}]: ${WORDS}\n\n`),
  'footnotes in one block': (length) => numbered(length, (index) => `[^${index}]: ${WORDS}\n`),
  'link definitions': (length) => numbered(length, (index) => `[${index}]: https://a.example/b/c/d\n\n`),
  'link definitions in one block': (length) => numbered(length, (index) => `[${index}]: https://a.example/b/c/d\n`),
  'brackets and parentheses': filled('[ (]('),
  'maths on lines that never ends': filled(`\\[\n${WORDS}\n\n$$\n${WORDS}\n`),
  'lines of a quote': filled(`> ${WORDS}\n`),
  'quotes within quotes': filled(`${'> '.repeat(20)}${WORDS}\n`),
  'code in a quote': filled(`> \`\`\`\n> ${WORDS.repeat(4)}\n`),
  'a list': filled(`- ${WORDS}\n`),
  'items with blank lines': filled(`- ${WORDS}\n\n`),
  'one item without end': (length) => `- one\n${fill(`  - ${WORDS}\n`, length)}`,
  'rows of a table': (length) => `|a|b|\n|-|-|\n${fill(`|${WORDS}|d|\n`, length)}`,
  'a wide table of short rows': (length) => `${'|a'.repeat(20)}|\n${'|-'.repeat(20)}|\n${fill(`${WORDS}\n`, length)}`,
  'tables in a quote': (length) => `> |a|b|\n> |-|-|\n${fill(`> |${WORDS}|d|\n`, length)}`,
  'details without end': (length) => `<details>\n<summary>a</summary>\n\n${fill(`${WORDS}\n\n`, length)}`,
  'small details': filled(`<details>\n<summary>a</summary>\n${WORDS}\n</details>\n`),
  headings: filled(`# ${WORDS}\n`),
  'code without end': (length) => `\`\`\`\n${fill('const a = 1;\n', length)}`,
  'code in one line': (length) => `\`\`\`\n${fill('a;', length)}`,
  'code blocks': filled(`\`\`\`js\n${WORDS}\n\`\`\`\n`),
  'indented code': filled('    const a = 1;\n'),
};
