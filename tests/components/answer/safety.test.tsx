import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Markdown } from '@/components/answer/markdown';
import { findMarkupFaults } from './support/find-markup-faults';
import { renderAnswer } from './support/render-answer';

const SCRIPTS = [
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt:alert(1))',
  '[a](  javascript:alert(1))',
  '[a](java\tscript:alert(1))',
  '[a](<java\tscript:alert(1)>)',
  '[a](&#106;avascript:alert(1))',
  '[a](&#x6A&#x61;vascript&colon;alert(1))',
  '[a](javascript&#58;alert(1))',
  '[a](%6Aavascript:alert(1))',
  '[a](\\javascript:alert(1))',
  '[a](vbscript:msgbox(1))',
  '[a](data:text/html;base64,PHNjcmlwdD4=)',
  '[a](data:image/svg+xml,<svg/onload=alert(1)>)',
  '[a](file:///etc/passwd)',
  '[a](blob:https://example.com/1)',
  '[a](ftp://example.com)',
  '[a](//example.com)',
  '[a](/api/delete)',
  '[a](#top)',
  '[a](?q=1)',
  '[a][1]\n\n[1]: javascript:alert(1)',
  '[1]: javascript:alert(1)\n\n[a][1]',
  '<javascript:alert(1)>',
  '<vbscript:alert(1)>',
  '<data:text/html,x>',
  '![a](javascript:alert(1))',
  '![a](data:image/svg+xml,<svg/onload=alert(1)>)',
  '[![a](javascript:alert(1))](javascript:alert(2))',
  'javascript:alert(1)',
  'ftp://example.com',
  '[a](\u0001javascript:alert(1))',
  '[a](javascript\u200b:alert(1))',
];

const HTML = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<iframe src="https://example.com"></iframe>',
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">a</a>',
  '<style>*{display:none}</style>',
  '<!-- <script> -->',
  '<![CDATA[<script>]]>',
  '<?php ?>',
  '| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |',
  '```"><script>alert(1)</script>\n</code><script>alert(1)</script>\n```',
  '`<script>`',
  '# <script>alert(1)</script>',
  '[<img src=x onerror=alert(1)>](https://example.com "<script>")',
  '![<img src=x>](https://example.com)',
  '[^<script>]\n\n[^<script>]: <script>alert(1)</script>',
  '[^"onclick=alert(1)]\n\n[^"onclick=alert(1)]: note',
];

describe('what a model writes', () => {
  test.each(SCRIPTS)('%j gives no link', (text) => {
    expect(renderAnswer(text)).not.toMatch(/href|src=/);
  });

  test.each(HTML)('%j is shown as text', (text) => {
    expect(findMarkupFaults(renderAnswer(text))).toEqual([]);
  });

  test('a refused link keeps its label', () => {
    expect(renderAnswer('see [the *report*](javascript:alert(1)) now')).toBe(
      '<p dir="auto">see the <em>report</em> now</p>',
    );
  });

  test('links go to the web and to mailboxes, without a way back', () => {
    const kept = 'rel="noopener noreferrer nofollow ugc" target="_blank"';
    expect(renderAnswer('[a](https://example.com/x?a=1&b=2)')).toContain(
      `<a href="https://example.com/x?a=1&amp;b=2" ${kept} title="https://example.com/x?a=1&amp;b=2">a</a>`,
    );
    expect(renderAnswer('<me@example.com>')).toContain(`<a href="mailto:me@example.com" ${kept}>me@example.com</a>`);
    expect(renderAnswer('go to http://example.com/.')).toContain(
      `<a href="http://example.com/" ${kept}>http://example.com/</a>.`,
    );
  });

  test('an image is a link and never loaded', () => {
    for (const text of [
      '![a cat](https://example.com/cat.png "t")',
      '![a cat][1]\n\n[1]: https://example.com/cat.png',
    ]) {
      const html = renderAnswer(text);
      expect(html).toContain('href="https://example.com/cat.png"');
      expect(html).toContain('>Image: a cat</a>');
      expect(html).not.toContain('<img');
    }
    expect(renderAnswer('![](https://example.com/cat.png)')).toContain('>Image: https://example.com/cat.png</a>');
  });

  test('an image within a link does not nest links', () => {
    const html = renderAnswer('[![badge](https://example.com/b.svg)](https://example.com)');
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(html).toContain('<span class="image">Image: badge</span></a>');
  });

  test('a link without a label shows its address', () => {
    expect(renderAnswer('[](https://example.com/a)')).toContain('>https://example.com/a</a>');
  });

  test('labels named like properties of objects define and refer to nothing else', () => {
    expect(renderAnswer('[constructor] [__proto__] [toString] [^constructor]')).not.toContain('href');
    expect(renderAnswer('[__proto__]\n\n[__proto__]: https://example.com/a')).toContain('href="https://example.com/a"');
  });
});

describe('half a character', () => {
  const HALVES = [
    'x \ud83d',
    '\ude00 x',
    '# \ud83d and **\ude00**',
    '`\ud83d` [\ud83d](https://a.example/\ud83d "\ud83d")',
    '```\n\ud83d\n```\n\n| \ud83d |\n|---|\n| \ude00 |\n\n[^\ud83d]: \ud83d\n\n[^\ud83d]',
    `${'word '.repeat(2000)}\ud83d`,
    `${'x'.repeat(199)}😀${'😀'.repeat(300)}`,
  ];

  test.each(HALVES)('%j is shown as one that says so, on the server as in the browser', (text) => {
    expect(renderAnswer(text).isWellFormed()).toBe(true);
    expect(renderAnswer(text)).toBe(renderAnswer(text.toWellFormed()));
  });

  test('waits for its other half while more is expected', () => {
    const growing = (text: string) => renderToStaticMarkup(<Markdown text={text} streaming={true} />);
    expect(growing('x \ud83d')).toBe(growing('x '));
    expect(growing('x \ud83d\ude00')).toContain('x 😀');
    expect(growing('x \ud83dy')).toContain('x \ufffdy');
  });
});
