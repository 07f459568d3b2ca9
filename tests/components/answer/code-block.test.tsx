import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { CodeBlock } from '@/components/answer/fenced-code';
import { hastElements, highlight } from '@/components/answer/highlight';
import { Markdown } from '@/components/answer/markdown';
import { renderAnswer } from './support/render-answer';

describe('code', () => {
  test('shows its language, its text and a button, and scrolls from the keyboard', () => {
    const html = renderToStaticMarkup(<CodeBlock code={'if (a < b)\n  go();'} language="ts" streaming={false} />);
    expect(html).toContain('<span>ts</span>');
    expect(html).toMatch(/<button [^>]*type="button"[^>]*>Copy<\/button>/);
    expect(html).toContain(
      '<pre translate="no" role="group" tabindex="0" aria-label="Code, ts"><code><span>if (a &lt; b)\n  go();</span></code>',
    );
  });

  test('and maths are nothing to translate', () => {
    const markup = renderToStaticMarkup(
      <Markdown text={'`a` \\(b\\)\n\n$$\nc\n$$\n\n```\nd\n```\n\n    e'} streaming={false} />,
    );
    const html = markup.replaceAll('<span>', '');
    for (const each of ['a', '<math', '<code>d', '<code>e'])
      expect(html.slice(0, html.indexOf(`>${each}`) + 1)).toMatch(/translate="no"[^<]*>$/);
  });

  test('is called text when the model named no language', () => {
    expect(renderAnswer('```\na\n```')).toContain('<figcaption>text<');
    expect(renderAnswer('    a')).toContain('<figcaption>text<');
  });

  test('takes no more than a word for its language', () => {
    expect(renderAnswer('```c++ title="x"\na\n```')).toContain('<figcaption>c++<');
    expect(renderAnswer('``` {.js}\na\n```')).toContain('<figcaption>text<');
  });

  test('keeps its text when it is highlighted', () => {
    const code = 'const answer: number = "<b>".length; // & so on\n';
    const tree = highlight(code, 'TypeScript');
    const html = renderToStaticMarkup(tree && hastElements(tree));
    expect(html).toContain('<span class="hljs-keyword">const</span>');
    expect(html).not.toContain('<b>');
    const text = html
      .replace(/<[^>]+>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"');
    expect(text.replace(/&amp;/g, '&')).toBe(code);
  });

  test.each(['ts', 'tsx', 'js', 'py', 'sh', 'html', 'yml', 'rs', 'c++'])('is highlighted as %s', (language) => {
    expect(highlight('x = 1', language)).toBeDefined();
  });

  test.each(['', 'mermaid', '__proto__', 'constructor'])('stays plain in a language nobody knows: %j', (language) => {
    expect(highlight('x', language)).toBeUndefined();
  });
});
