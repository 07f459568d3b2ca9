import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { MarkdownBlock } from '@/components/answer/markdown-block';
import { createSplitMemory, splitBlocks } from '@/components/answer/split-blocks';
import { fill } from './support/degenerate-texts';
import { renderAnswer } from './support/render-answer';

describe('degenerate output', () => {
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
    expect(html).toContain('the very last');
    expect(html).toContain('<em>item</em>');
  });
});
