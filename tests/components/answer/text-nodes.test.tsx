import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Markdown } from '@/components/answer/markdown';
import './support/formulas-ready';
import { renderGrowing } from './support/render-growing';
import { textNodesOf } from './support/text-nodes';

/** Where in an answer text may stand. */
const PLACES: Record<string, (text: string) => string> = {
  'a paragraph': (text) => text,
  'a paragraph between others': (text) => `one *two* ${text} **three** four`,
  emphasis: (text) => `one **${text}** two`,
  'a heading': (text) => `# ${text} and *more*`,
  'an item': (text) => `- ${text}\n  - ${text}\n- [ ] ${text}`,
  'a quote': (text) => `> ${text}\n>\n> ${text}`,
  'a cell': (text) => `| ${text} | b |\n|---|---|\n| a | \`x\` ${text} |`,
  'a label': (text) => `see [${text}](https://a.example) and ![${text}](https://a.example)`,
  'an address': (text) => `see https://a.example/${encodeURIComponent(text.slice(0, 990))} now`,
  'a code span': (text) => `run \`${text}\` now`,
  'a code block': (text) => `\`\`\`js\na\n${text}\nb\n\`\`\``,
  'indented code': (text) => `    ${text}`,
  'a footnote': (text) => `a[^1] b\n\n[^1]: ${text}`,
  maths: (text) => `\\( ${text} \\) and\n$$\n${text}\n$$`,
  'a line break': (text) => `one<br>${text}<br>two`,
  'a tangle': (text) => `${'![['.repeat(2000)}${text}`,
};

const TEXTS: Record<string, string> = {
  'one letter for ever': 'a'.repeat(9000),
  digits: '1'.repeat(2000),
  base64: 'aGVsbG8gd29ybGQ'.repeat(100),
  slashes: '/'.repeat(2000),
  Arabic: 'م'.repeat(2000),
  Thai: 'สวัสดีครับ'.repeat(200),
  'a letter with thousands of accents': `e${'\u0301'.repeat(3000)}`,
  'blanks that do not break': 'a\u00a0'.repeat(1000),
  'mathematical letters': '𝕞'.repeat(1000),
  'a family for ever': '👨‍👩‍👧‍👦'.repeat(300),
  'Chinese dots': '。'.repeat(5000),
  'words, then a run': `${'some words '.repeat(50)}${'x'.repeat(500)} and words`,
  'short text': 'a & b',
};

const forms = (text: string) =>
  [true, false].map((streaming) =>
    renderToStaticMarkup(<Markdown text={text} streaming={streaming} after={streaming ? <i>|</i> : undefined} />),
  );

describe.each(Object.entries(PLACES))('text in %s', (_, place) => {
  test.each(Object.entries(TEXTS))('of %s is in small pieces, each alone in its element', (_, text) => {
    for (const html of forms(place(text))) {
      // The source of a formula is in it, and nobody lays it out.
      const nodes = textNodesOf(html).filter(({ parent }) => !parent.startsWith('<annotation'));
      expect(nodes.filter(({ alone }) => !alone)).toEqual([]);
      const runs = nodes.filter(({ text }) => /[^\s\u2e80-\uffff]{221}|[^\s]{4001}/.test(text));
      expect(runs.map(({ text, parent }) => `${parent} ${text.length}`)).toEqual([]);
    }
  });
});

describe('a run', () => {
  const nodesOf = (text: string) => textNodesOf(forms(text)[1] ?? '').map(({ text, parent }) => [text, parent]);

  test('is cut into pieces without kerning, and nothing else is', () => {
    expect(nodesOf(`a ${'x'.repeat(450)} b`)).toEqual([
      ['a ', '<span>'],
      ['x'.repeat(200), '<span class="run">'],
      ['x'.repeat(200), '<span class="run">'],
      ['x'.repeat(50), '<span class="run">'],
      [' b', '<span>'],
    ]);
    expect(nodesOf(`a ${'x'.repeat(199)} b`)).toHaveLength(1);
    expect(nodesOf('汉字。'.repeat(600))).toHaveLength(1);
  });

  test('is not cut within a character', () => {
    for (const piece of ['👍🏽', 'e\u0301', '👨‍👩‍👧‍👦', 'नि']) {
      for (const offset of ['', 'a', 'ab', 'abc']) {
        const pieces = nodesOf(offset + piece.repeat(200)).map(([text]) => text);
        expect(pieces.length).toBeGreaterThan(1);
        for (const each of pieces.slice(1)) expect(each?.startsWith(piece)).toBe(true);
      }
    }
  });

  test('that grows changes its last piece only', () => {
    const [short, long] = [`${'x'.repeat(1030)}`, `${'x'.repeat(1090)}`].map((text) => nodesOf(text));
    expect(long?.slice(0, 5)).toEqual(short?.slice(0, 5));
    expect(short).toHaveLength(6);
  });
});

test('a long text without paragraphs is in chunks that are laid out one by one, and of code too', () => {
  for (const text of ['word '.repeat(20_000), `\`\`\`\n${'const a = 1;\n'.repeat(5000)}`]) {
    for (const html of forms(text)) {
      const chunks = html.split('<span class="chunk">').slice(1);
      expect(chunks.length).toBeGreaterThan(15);
      for (const chunk of chunks.slice(0, -1)) expect(chunk.length).toBeLessThan(4100);
    }
  }
});

describe('an answer grows to its end', () => {
  const answer = [
    '# A *heading* with `code`',
    'One **bold _and more_** and [a link](https://a.example "t"), a note[^1], \\( x_1 \\), ~~gone~~ and [a reference][r].',
    '- item *one*\n- item two\n  - deep **one**\n- [ ] to do\n\n  more of it',
    '> quoted *text*\n> and more',
    '| a | **b** |\n|---|--:|\n| 1 *x* | 2[^1] |',
    '```ts\nconst a = 1;\n```',
    `${'run'.repeat(200)} and ${'many more words '.repeat(300)}`,
    '[^1]: the *first* note\n\n[r]: https://r.example',
    'The **end**.',
  ].join('\n\n');

  /** Puts each text node into an element of its own, as translators and other extensions do, or what it says. */
  const edit = (replace: boolean) => (element: Element) => {
    for (const child of [...element.childNodes]) {
      if (child.nodeType !== 3) edit(replace)(child as Element);
      else if (element.nodeName !== 'font') {
        const font = element.ownerDocument.createElement('font');
        element.insertBefore(font, child);
        if (replace) {
          element.removeChild(child);
          font.textContent = child.textContent;
        } else font.appendChild(child);
      }
    }
  };

  test.each([
    ['put into another element', edit(false)],
    ['replaced by another element', edit(true)],
  ])('though each of its texts is %s', (_, between) => {
    expect(renderGrowing(answer, 7, between)).toBe(renderGrowing(answer, answer.length));
  });
});
