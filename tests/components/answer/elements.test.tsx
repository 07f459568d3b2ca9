import { describe, expect, test } from 'vitest';
import { Markdown } from '@/components/answer/markdown';
import { renderAnswer, renderMarkdown } from './support/render-answer';

describe('an answer', () => {
  test("starts its headings below the page's own and keeps their rank", () => {
    expect(renderAnswer('# A\n\n## B\n\n###### C')).toBe(
      '<h3 dir="auto" data-level="1">A</h3><h3 dir="auto" data-level="2">B</h3><h3 dir="auto" data-level="6">C</h3>',
    );
  });

  test('shows emphasis, strikethrough, code and hard breaks', () => {
    expect(renderAnswer('*a* **b** ~~c~~ `<d>`  \ne\\\nf<br>g')).toBe(
      '<p dir="auto"><em>a</em> <strong>b</strong> <s>c</s> <code>&lt;d&gt;</code><br/>e<br/>f<br/>g</p>',
    );
  });

  test('lets the keyboard reach a table and aligns its columns', () => {
    expect(renderAnswer('| a | b |\n|:--|--:|\n| 1 | 2 |')).toContain(
      '<div class="table" role="group" tabindex="0" aria-label="Table"><table>' +
        '<thead><tr><th dir="auto" data-align="left">a</th><th dir="auto" data-align="right">b</th></tr></thead>' +
        '<tbody><tr><td dir="auto" data-align="left">1</td><td dir="auto" data-align="right">2</td></tr></tbody></table></div>',
    );
  });

  test.each(['| a |\n|---|\n| 1 |', '- item\n\n  | a |\n  |---|\n  | 1 |'])(
    'says what can be done with a table, once it is complete: %j',
    (text) => {
      const toolsOf = (html: string) => /<div class="tools"( hidden="")?>/.exec(html)?.[0];
      expect(toolsOf(renderMarkdown(<Markdown text={text} streaming={false} />))).toBe('<div class="tools">');
      expect(toolsOf(renderMarkdown(<Markdown text={text} streaming />))).toBe('<div class="tools" hidden="">');
    },
  );

  test('shows every row of a table with hundreds', () => {
    const rows = Array.from({ length: 950 }, (_, index) => `| row ${index} | x |`);
    const html = renderAnswer(['| a | b |', '|---|---|', ...rows].join('\n'));
    expect(html.match(/<tr>/g)).toHaveLength(951);
    expect(html.match(/<table>/g)).toHaveLength(1);
    expect(html).toContain('row 949');
  });

  test('shows the head and the tail of a long table while it grows', () => {
    const rows = Array.from({ length: 2000 }, (_, index) => `| row ${index} | x |`);
    const text = ['| a | b |', '|---|---|', ...rows, ''].join('\n');
    const html = renderMarkdown(<Markdown text={text} streaming={true} />);
    expect(html).toContain('row 0<');
    expect(html).toContain('row 1999<');
    expect(html).toContain('1,400 more rows');
    expect(html).not.toContain('row 1000<');
  });

  test('shows the line below a growing table that may be none of its rows', () => {
    const html = renderMarkdown(<Markdown text={'| a |\n|---|\n| 1 |\n- and th'} streaming={true} />);
    expect(html).toContain('- and th');
  });

  test('shows tasks as boxes that are ticked or not', () => {
    expect(renderAnswer('- [ ] write\n- [x] *read*\n- [y] none')).toBe(
      '<ul><li dir="auto" class="task"><label><input type="checkbox" disabled=""/> write</label></li>' +
        '<li dir="auto" class="task"><label><input type="checkbox" disabled="" checked=""/> <em>read</em></label></li>' +
        '<li dir="auto">[y] none</li></ul>',
    );
  });

  test('links a footnote to its text, which may come later', () => {
    const html = renderAnswer('A claim[^a b][^n].\n\nMore[^n].\n\n[^n]: The *source*.\n\n    Its second paragraph.\n');
    const id = /class="footnote" dir="auto" id="([^"]+)"/.exec(html)?.[1];
    expect(html.match(new RegExp(`<sup><a href="#${id}" aria-label="Footnote n">n</a></sup>`, 'g'))).toHaveLength(2);
    expect(html).toContain('<p>The <em>source</em>.</p><p>Its second paragraph.</p></div>');
    expect(html).toContain('A claim[^a b]');
  });

  test('gives an id to the first of two footnotes with one label', () => {
    expect(renderAnswer('a[^1]\n\n[^1]: one\n\nb\n\n[^1]: two').match(/ id="/g)).toHaveLength(1);
  });

  test('leaves a footnote without a text readable', () => {
    expect(renderAnswer('the class [^abc] of characters')).toBe('<p dir="auto">the class [^abc] of characters</p>');
  });

  test('has ids of its own when two answers have the same footnote', () => {
    const html = renderMarkdown(
      <>
        <Markdown text={'a[^1]\n\n[^1]: x'} streaming={false} />
        <Markdown text={'a[^1]\n\n[^1]: x'} streaming={false} />
      </>,
    );
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });

  test('resolves reference links defined before and after', () => {
    const html = renderAnswer(
      '[one][a]\n\n[a]: https://a.example\n\nthen [b] and [a]\n\n[b]: https://b.example\n[a]: https://other.example',
    );
    expect(html.match(/href="https:\/\/a\.example\/"/g)).toHaveLength(2);
    expect(html.match(/href="https:\/\/b\.example\/"/g)).toHaveLength(1);
    expect(html).not.toContain('other');
  });

  test('shows the definitions that are beyond the limit as they were written, and loses none', () => {
    const notes = Array.from({ length: 1500 }, (_, index) => `[^${index}]: note ${index}\n\n`).join('');
    const withNotes = renderAnswer(`${notes}see [^999] and [^1000]`);
    expect(withNotes.match(/class="footnote"/g)).toHaveLength(1500);
    expect(withNotes.match(/ id="/g)).toHaveLength(1000);
    expect(withNotes).toContain('>999</a></sup> and [^1000]');

    const links = Array.from({ length: 1500 }, (_, index) => `[a${index}]: https://a.example/${index}\n`).join('');
    const html = renderAnswer(`[one][a0] [two][a999] [three][a1000]\n\n${links}`);
    expect(html).toContain('href="https://a.example/999"');
    expect(html).toContain('[three][a1000]');
    expect(html).not.toContain('[a999]: ');
    expect(html).toContain('[a1000]: ');
    expect(html).toContain('[a1499]: ');
  });

  test('does not repeat a very long address wherever a short label refers to it', () => {
    const address = `https://a.example/${'x'.repeat(1000)}`;
    const html = renderAnswer(`[a]: ${address}\n\n${'[a] '.repeat(50)}`);
    expect(html).toContain(`[a]: <a href="${address}"`);
    expect(html).toContain('[a] [a] [a]');
  });

  test('shows a long list in parts that count on', () => {
    for (const marker of ['1.', '7)', '-']) {
      const item = (index: number) => `${marker === '1.' ? `${index + 1}.` : marker} item **${index}** of it\n`;
      const html = renderAnswer(Array.from({ length: 1000 }, (_, index) => item(index)).join(''));
      const parts = [...html.matchAll(/<(ol|ul)([^>]*)>(.*?)<\/\1>/g)];
      expect(parts.length).toBeGreaterThan(3);
      let next = marker === '7)' ? 7 : 1;
      for (const [index, [, tag, attributes = '', items = '']] of parts.entries()) {
        const start = tag === 'ol' && next > 1 ? ` start="${next}"` : '';
        expect(attributes).toBe(start + (index > 0 ? ' class="goes-on"' : ''));
        expect(items).toContain(`<strong>${next - (marker === '7)' ? 7 : 1)}</strong>`);
        next += items.match(/<li/g)?.length ?? 0;
      }
      expect(html.match(/<li/g)).toHaveLength(1000);
    }
  });

  test('shows long code in parts that are each called what the whole is', () => {
    const html = renderAnswer(`\`\`\`ts\n${'const a = 1;\n'.repeat(20_000)}\`\`\`\n\n*after*`);
    expect(html.match(/<figcaption>ts</g)?.length).toBeGreaterThan(2);
    expect(html.match(/const a = 1;/g)).toHaveLength(20_000);
    expect(html).toContain('<p dir="auto"><em>after</em></p>');
  });

  test('shows a long line and a long paragraph to their ends', () => {
    for (const text of ['word '.repeat(40_000), 'a line\n'.repeat(20_000), 'x'.repeat(100_001)]) {
      const html = renderAnswer(`${text}*end*`)
        .replace(/<[^>]+>/g, '')
        .replace(/\s/g, '');
      expect(html.replaceAll('*', '')).toBe(`${text}end`.replace(/\s/g, ''));
    }
  });

  test('is plain text from where it is longer than any answer', () => {
    const html = renderAnswer(`${'Some *words* of it.\n\n'.repeat(12_000)}*end*`);
    expect(html).toContain('Some <em>words</em> of it.');
    expect(html.match(/<em>/g)).toHaveLength(10_000);
    expect(html).toContain('Some *words* of it.');
    expect(html).toContain('*end*');
    expect(html.match(/<p /g)?.length).toBeLessThan(10_500);
  });

  test('goes on counting an interrupted list', () => {
    expect(renderAnswer('1. a\n\n```\nx\n```\n\n2. b')).toContain('<ol start="2"><li dir="auto">b</li></ol>');
  });

  test('lets each item, quote and cell find its own direction', () => {
    expect(renderAnswer('- مرحبا\n\n> שלום')).toBe(
      '<ul><li dir="auto">مرحبا</li></ul><blockquote dir="auto"><p>שלום</p></blockquote>',
    );
  });

  test.each([
    ['a paragraph', 'one two', '<p dir="auto">one two<i></i></p>'],
    ['a nested item', '- a\n  - b', 'b<i></i></li>'],
    ['a quote', '> a', '<p>a<i></i></p></blockquote>'],
    ['code', '```\na', '</figure><i></i>'],
    ['a table', '| a |\n|---|\n| b |\n', '</div><i></i>'],
    ['nothing', '', '<div class="markdown"><i></i></div>'],
  ])('puts what comes after its text at the end of %s', (_, text, end) => {
    expect(renderMarkdown(<Markdown text={text} streaming={true} after={<i />} />)).toContain(end);
  });
});

describe('an answer that is being written', () => {
  const render = (text: string) => renderMarkdown(<Markdown text={text} streaming={true} />);

  test('shows an open fence as code', () => {
    expect(render('Look:\n```ts\nconst a')).toContain('<code>const a</code>');
  });

  test('does not take a closing fence for code, nor the first dash of a list for the line under a heading', () => {
    expect(render('```ts\nconst a\n``')).toContain('<code>const a</code>');
    expect(render('Options:\n-')).toBe('<div class="markdown"><p dir="auto">Options:</p></div>');
    expect(render('Options:\n- o')).toContain('<li dir="auto">o</li>');
  });

  test('leaves emphasis as written until it is closed', () => {
    expect(render('so **bol')).toContain('so **bol');
    expect(render('so **bold**')).toContain('<strong>bold</strong>');
  });

  test('reads the same when lines end in carriage returns', () => {
    expect(render('a\r\n\r\n- b\r\n- c')).toBe(render('a\n\n- b\n- c'));
  });
});
