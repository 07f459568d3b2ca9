import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { MarkdownBlock } from '@/components/answer/markdown-block';
import { createSplitMemory, splitBlocks } from '@/components/answer/split-blocks';
import { renderAnswer } from './support/render-answer';

const fill = (piece: string, length = 50_000) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

const SAMPLES = {
  'brackets and parentheses': fill('[ (]('),
  'opening brackets': fill('['),
  'opening images': fill('![]('),
  'nested images': '!['.repeat(5000) + '](u)'.repeat(5000),
  'emphasis that never closes': fill('*a_'),
  'emphasis thousands deep': '*a '.repeat(1000) + 'a* '.repeat(1000),
  backticks: fill('`'),
  'single backticks': fill('` a'),
  'ten thousand quote marks': '>'.repeat(10_000),
  'quotes in quotes, line after line': fill(`${'> '.repeat(30)}a\n`),
  'lists in lists on one line': `${fill('- ', 20_000)}a`,
  'lists hundreds deep': Array.from({ length: 300 }, (_, depth) => `${' '.repeat(2 * depth)}- a`).join('\n'),
  'a long list': fill('- an *item*\n'),
  'empty items': fill('-\n\n'),
  'lazy lines': fill('- a\nb\n'),
  'numbers that are no list': fill('a\n2. b\n'),
  'rows that are no table': fill('a|b\n-|-|-\n'),
  'a wide table of short rows': `${'|a'.repeat(2000)}|\n${'|-'.repeat(2000)}|\n${'x\n'.repeat(10_000)}`,
  'addresses without end': fill('http://'),
  definitions: Array.from({ length: 3000 }, (_, index) => `[${index}]: a\n\n`).join(''),
  footnotes: Array.from({ length: 3000 }, (_, index) => `[^${index}]: a\n\n`).join(''),
};

describe('degenerate output', () => {
  test.each(Object.entries(SAMPLES))('%s does not hang the tab, growing or complete', (_, text) => {
    // What this process has used: how long that takes is up to what else the machine does.
    const before = process.cpuUsage();
    const memory = createSplitMemory();
    for (let end = 0; end < text.length; end += 2500) {
      const last = splitBlocks(text.slice(0, end), true, memory).at(-1);
      if (last) renderToStaticMarkup(<MarkdownBlock block={last} idPrefix="answer" />);
    }
    renderAnswer(text);
    // Twenty frames and a whole answer: seconds would mean quadratic time, tens of them worse.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(8000);
  });

  test('no character is lost, however deep the nesting', () => {
    const html = renderAnswer('>'.repeat(10_000));
    expect(html.match(/&gt;/g)?.length).toBeGreaterThan(9900);
    expect(html.match(/<blockquote/g)?.length).toBeLessThan(100);
    expect(renderAnswer(`${'- '.repeat(5000)}end`)).toContain('end');
    expect(renderAnswer(`${'![[['.repeat(2000)}end`)).toContain('end');
  });

  test('elements do not nest without bound', () => {
    const html = renderAnswer('*a **b '.repeat(500) + 'b** a* '.repeat(500));
    let depth = 0;
    let deepest = 0;
    for (const [tag] of html.matchAll(/<\/?[a-z]+[^>]*>/g)) {
      depth += tag.startsWith('</') ? -1 : 1;
      deepest = Math.max(deepest, depth);
    }
    expect(deepest).toBeLessThan(80);
  });

  test('a huge table keeps all of its rows in the page, the last ones as text', () => {
    const rows = Array.from({ length: 9000 }, (_, index) => `| row ${index} | b | c | d |`);
    const html = renderAnswer(['| a | b | c | d |', '|---|---|---|---|', ...rows].join('\n'));
    expect(html.match(/<tr>/g)?.length).toBe(2501);
    for (const index of [0, 2499, 2500, 8999]) expect(html).toContain(`row ${index} `.trim());
  });

  test('a long item that grows is shown to its last character', () => {
    const text = `- one\n${fill('  - an *item* of it\n', 20_000)}\n  - the very last`;
    const block = splitBlocks(text, true, createSplitMemory()).at(-1);
    const html = block && renderToStaticMarkup(<MarkdownBlock block={block} idPrefix="answer" />);
    expect(html).toContain('  - the very last');
    expect(html).toContain('<em>item</em>');
  });
});
