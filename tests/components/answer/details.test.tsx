import { describe, expect, test } from 'vitest';
import { Markdown } from '@/components/answer/markdown';
import { renderAnswer, renderMarkdown } from './support/render-answer';
import { renderGrowing } from './support/render-growing';

const growing = (text: string) =>
  renderMarkdown(<Markdown text={text} streaming />).replace(/^<div class="markdown">|<\/div>$/g, '');

describe('details', () => {
  test.each([
    [
      'in the usual form',
      '<details>\n<summary>The *solution*</summary>\n\nIt is **42**.\n\n- a\n\n</details>\n\nafter',
      '<details dir="auto"><summary>The <em>solution</em></summary><p>It is <strong>42</strong>.</p>' +
        '<ul><li dir="auto">a</li></ul></details><p dir="auto">after</p>',
    ],
    [
      'on one line, right after a paragraph',
      'before\n<details><summary><b>a</b></summary>b</details>',
      '<p dir="auto">before</p><details dir="auto"><summary><strong>a</strong></summary><p>b</p></details>',
    ],
    [
      'that are open, whatever else they ask for',
      '<details class="x" open onclick="x()"><summary style="y">a</summary>\nb\n</details>',
      '<details dir="auto" open=""><summary>a</summary><p>b</p></details>',
    ],
    [
      'without a summary',
      '<details>\na\n</details>',
      '<details dir="auto"><summary>Details</summary><p>a</p></details>',
    ],
    [
      'with a heading as summary',
      '<DETAILS>\n  <SUMMARY><h3>a</h3></SUMMARY>\n  b\n</DETAILS>',
      '<details dir="auto"><summary>a</summary><p>b</p></details>',
    ],
    [
      'within details, with indents',
      '<details>\n  <summary>a</summary>\n  <details>\n    <summary>b</summary>\n    c\n  </details>\n  d\n</details>\ne',
      '<details dir="auto"><summary>a</summary><details dir="auto"><summary>b</summary><p>c</p></details><p>d</p></details>' +
        '<p dir="auto">e</p>',
    ],
    [
      'in an item of a list',
      '1. a\n\n   <details>\n   <summary>b</summary>\n\n   c\n\n   </details>\n2. d',
      '<ol><li dir="auto"><p>a</p><details dir="auto"><summary>b</summary><p>c</p></details></li><li dir="auto"><p>d</p></li></ol>',
    ],
    [
      'in a quote',
      '> <details><summary>a</summary>\n>\n> b\n> </details>',
      '<blockquote dir="auto"><details dir="auto"><summary>a</summary><p>b</p></details></blockquote>',
    ],
  ])('are drawn %s', (_, text, html) => {
    expect(renderAnswer(text)).toBe(html);
  });

  test('end where the tag is, and not where code says so', () => {
    const html = renderAnswer('<details>\n\n```html\n</details>\n```\n\ninside\n</details>\n\noutside');
    expect(html).toMatch(/&lt;\/details&gt;.*inside.*<\/details><p dir="auto">outside<\/p>$/);
  });

  test.each([
    'a <details> in a line',
    '`<details>`',
    '```\n<details>\n</details>\n```',
    '</details>',
    '<detailsx>',
    '    <details>',
  ])('are none, and their text stays: %j', (text) => {
    expect(renderAnswer(text)).not.toContain('<details');
    expect(renderAnswer(text)).toContain('&lt;');
  });

  test('nest four deep, and what is deeper stays text', () => {
    const html = renderAnswer(`${'<details>\n'.repeat(6)}end\n${'</details>\n'.repeat(6)}`);
    expect(html.match(/<details/g)).toHaveLength(4);
    expect(html.match(/&lt;details&gt;/g)).toHaveLength(2);
    expect(html).toContain('end');
  });

  test('that never end are open, to the last word of the answer', () => {
    expect(renderAnswer('<details>\n<summary>a</summary>\n\nb\n\nlast')).toBe(
      '<details dir="auto" open=""><summary>a</summary><p>b</p><p>last</p></details>',
    );
    expect(renderAnswer('<details>\n<summary>a\n\nb')).toBe(
      '<details dir="auto" open=""><summary>a</summary><p>b</p></details>',
    );
    expect(renderAnswer(`<details>\n<summary>a\n${'b '.repeat(1000)}last`)).toContain('last</p></details>');
  });

  test('show neither a part of a tag nor lose a word while they are written', () => {
    const text = 'before\n\n<details>\n<summary>word</summary>\n\ninside\n</details>\n\nafter';
    for (let end = 1; end <= text.length; end++) {
      const html = growing(text.slice(0, end));
      expect(html).not.toContain('&lt;');
      const seen = html.replace(/<[^>]*>/g, ' ');
      const written = text.slice(0, end).match(/(?:before|word|inside|after)(?=[\s<])/g) ?? [];
      for (const word of written) expect(seen, JSON.stringify(text.slice(0, end))).toContain(word);
    }
  });

  test('are open while they are written, and stay so for whoever saw it', () => {
    const text = '<details>\n<summary>a</summary>\n\nbody\n\n</details>\n\nafter';
    expect(growing(text.slice(0, 38))).toContain('<details dir="auto" open="">');
    const steps: boolean[] = [];
    renderGrowing(text, 5, (element) => steps.push(detailsIn(element)?.attributes.open !== undefined));
    expect(steps.length).toBeGreaterThan(6);
    expect(steps.indexOf(true)).toBe(1);
    expect(steps.slice(1)).not.toContain(false);
    expect(renderAnswer(text)).toContain('<details dir="auto"><summary>');
  });

  test('that are long lose nothing while they grow', () => {
    const words = Array.from({ length: 3000 }, (_, index) => `w${index}`);
    const text = `<details>\n<summary>a</summary>\n\n${words.join('\n\n')}\n\n</details>\n\nend`;
    const content = renderGrowing(text, 997);
    for (const word of ['w0', 'w1500', 'w2999', 'end']) expect(content).toContain(word);
  });
});

interface DrawnNode {
  localName: string;
  attributes: Record<string, string>;
  childNodes: DrawnNode[];
}

function detailsIn(element: object): DrawnNode | undefined {
  const node = element as DrawnNode;
  if (node.localName === 'details') return node;
  for (const child of node.childNodes) {
    const found = detailsIn(child);
    if (found) return found;
  }
  return undefined;
}
