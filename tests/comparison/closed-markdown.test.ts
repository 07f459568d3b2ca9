import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { closedMarkdown, withLowHeadings } from '@/lib/comparison/closed-markdown';

const parser = new MarkdownIt('commonmark');

/** Whether a heading that stands behind the text in a document is read as one, outside of everything. */
function letsHeadingBe(text: string): boolean {
  const tokens = parser.parse(`${text}\n\n### B: Model B\n\nText of B.\n`, {});
  return tokens.some(({ type, level }, at) => {
    const heading = type === 'heading_open' && level === 0;
    return heading && tokens[at + 1]?.content === 'B: Model B' && tokens.at(-1)?.level === 0;
  });
}

const OPEN_FENCES: [text: string, end: string][] = [
  ['```', '```'],
  ['```js\nconst x = 1;', '```'],
  ['Text\n```\ncode', '```'],
  ['~~~~ python\nx\n~~~', '~~~~'],
  ['`````md\n```js\nx\n```', '`````'],
  ['```\nwith a line\n~~~\nof the other kind', '```'],
  ['```js\nx\n```\n\n  ```\nagain', '```'],
  ['   ~~~\nx', '~~~'],
  ['1. Do:\n   ```bash\n   npm i\n```\n2. Next', '```'],
  ['- a\n\n```\ncode', '```'],
  ['> ```\n> quoted\n\n```\nnot', '```'],
  ['text\n2. no list here\n   ```\ncode', '```'],
  ['<!-- ``` -->\n```\ncode', '```'],
  ['~~~ `\ncode', '~~~'],
];

const CLOSED = [
  '',
  'Plain.',
  '```js\nx\n```',
  '```js\nx\n```   ',
  '~~~\nx\n~~~~',
  '````\n```\n````',
  'An inline ```fence``` is none',
  '    ```\n    indented code',
  '- ```\n  in a list',
  '- a\n\n  ```\n  in a list',
  '1. a\n\n   ~~~\n   in a list',
  '> ```\n> in a quote',
  '> - ```\n>   in both',
  '- a\n  - b\n    ```\n    deeper',
  '``` `x`\nno fence',
  '<div>\n```\nin HTML\n</div>\n\n```\nx\n```',
];

describe('a text that leaves a fence open', () => {
  test.each(OPEN_FENCES)('%j gets the end that it lacks', (text, end) => {
    expect(letsHeadingBe(text)).toBe(false);
    expect(closedMarkdown(text)).toBe(`${text}\n${end}`);
    expect(letsHeadingBe(closedMarkdown(text))).toBe(true);
  });

  test.each(CLOSED.filter((text) => !text.includes('<')))('%j leaves none open, and stays as it is', (text) => {
    expect(closedMarkdown(text)).toBe(text);
    expect(letsHeadingBe(text)).toBe(true);
  });

  test('keeps its own line ends', () => {
    expect(closedMarkdown('a\r\n\r\nb\rc')).toBe('a\r\n\r\nb\rc');
    expect(closedMarkdown('a\r\n```\r\nb\n')).toBe('a\r\n```\r\nb\n```');
  });

  test('is told from one that a list may hold, in either way', () => {
    const doubtful = '- a\nb\n  ```\n  code';
    expect(closedMarkdown(doubtful)).toBe(`${doubtful}\n<!--\n\`\`\`\n<!-- -->`);
    expect(letsHeadingBe(closedMarkdown(doubtful))).toBe(true);
  });
});

describe('a text that leaves HTML open', () => {
  test.each([
    ['<!-- a remark', ['<!-- -->']],
    ['- <!-- in a list', ['<!-- -->']],
    ['<details>\n<summary>More</summary>\n\nText', ['</details>']],
    ['<div>\n<details open>\n\nText', ['</details>', '</div>']],
    ['Look: <details> here', ['</details>']],
    ['<script>\nalert(1)', ['</script>']],
    ['> <!-- a\n\n<pre>', ['<!-- -->', '</pre>']],
    ['<script>\n<script>\n<style>', ['</style>', '</script>']],
    ['<style>\na { }', ['</style>']],
    ['<pre>\ncode', ['</pre>']],
    ['<TEXTAREA rows="2">\n</script>', ['</textarea>']],
    ['<?php\necho 1;', ['<? ?>']],
    ['<![CDATA[ x', ['<![CDATA[ ]]>']],
    ['<!DOCTYPE html', ['<!-- -->']],
    ['<table>\n<tr><td>', ['</table>']],
    ['<details', ['<!-- -->', '</details>']],
    ['<template><svg>', ['</svg>', '</template>']],
    ['<!-- <div> --> <details>', ['</details>']],
    ['<details></details><details>', ['</details>']],
    ['a `b\n\n<details> c`', ['</details>']],
  ])('%j gets the end that it lacks', (text, ends) => {
    expect(closedMarkdown(text)).toBe(`${text}\n\n${ends.join('\n')}`);
    expect(letsHeadingBe(closedMarkdown(text))).toBe(true);
  });

  test.each([
    'a < b and c > d',
    'Use `<details>` to fold, and `` <!-- `` for a remark',
    '```html\n<details>\n<!--\n```',
    '<details><summary>More</summary>Text</details>',
    '<b>bold',
    'List<String> and <br> and <img src=x>',
    '<!-- a --> b <!-- c -->',
    '<script>let a = "<div>";</script>',
    '<https://abreast.example>',
  ])('%j leaves nothing open that matters, and stays as it is', (text) => {
    expect(closedMarkdown(text)).toBe(text);
  });

  test('gets the end of a fence first', () => {
    expect(closedMarkdown('<div>\n\n```\n<p>')).toBe('<div>\n\n```\n<p>\n```\n\n</div>');
  });
});

const LINES = [
  ...['', 'text', 'b', '  text', '    text', '\ttext', '# h', '---', '===', '***', '| a | b |'],
  ...['```', '````', '``` js', '  ```', '   ~~~', '~~~', '~~~~ x', '    ```', '\t```', '``` `x`', '```   '],
  ...['- a', '-', '- ```', '  - b', '1. a', '2. b', '1)', '10. ten', '+ ~~~', '-\ta', '   - c', '- - x', '-     code'],
  ...['> q', '> ```', '>', '> - a', '> <!--', '<!--', '-->', '<!-- x -->', '<div>', '</div>', '<b>', '<details>'],
  ...['<script>', '</script>', '<pre>', '</pre>', '<?php', '?>', '<![CDATA[', ']]>', '<!X', '[a]: /b', '`code`'],
];

test('whatever a text leaves open, a heading behind it is a heading', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 12 }), (lines) => {
      const text = lines.join('\n');
      expect(letsHeadingBe(closedMarkdown(text)), JSON.stringify(text)).toBe(true);
    }),
    { numRuns: 20_000, seed: 20261126 },
  );
});

describe('a heading in an answer that would pass for one of ours', () => {
  test.each([
    ['### B: Model B', '###### B: Model B'],
    ['# A: x', '#### A: x'],
    ['## Turn 2', '##### Turn 2'],
    ['  ## **B: Model B**', '  ##### **B: Model B**'],
    ['### \\B\\: x', '###### \\B\\: x'],
    ['### <b>C</b>: x', '###### <b>C</b>: x'],
    ['B: Model B\n---', 'B: Model B\n\\---'],
    ['Turn 3\n===', 'Turn 3\n\\==='],
    ['a\n\n### H：x\n\nb', 'a\n\n###### H：x\n\nb'],
  ])('%j is lowered', (text, lowered) => {
    expect(withLowHeadings(text)).toBe(lowered);
    const levels = parser.parse(lowered, {}).filter(({ type }) => type === 'heading_open');
    expect(levels.every(({ tag }) => Number(tag.slice(1)) > 3)).toBe(true);
  });

  test.each([
    '## What to look at',
    '#### B: Model B',
    '### Because: of this',
    '### I: the first',
    '```\n### B: Model B\n```',
    '    ### B: Model B',
    '### Turning 2',
    'A: b\n\n---',
    '# Python\r\n\r\ntext',
  ])('%j is none, and stays as it is', (text) => {
    expect(withLowHeadings(text)).toBe(text);
  });
});
