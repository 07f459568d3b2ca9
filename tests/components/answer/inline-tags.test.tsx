import { describe, expect, test } from 'vitest';
import { renderAnswer } from './support/render-answer';

describe('tags within a text', () => {
  test.each([
    ['H<sub>2</sub>O and x<sup>2</sup>', '<p dir="auto">H<sub>2</sub>O and x<sup>2</sup></p>'],
    ['press <kbd>Esc</kbd>', '<p dir="auto">press <kbd>Esc</kbd></p>'],
    ['<b>a *c*</b> <I>d</I>', '<p dir="auto"><strong>a <em>c</em></strong> <em>d</em></p>'],
    ['<u>a</u> <s>b</s> <del>c</del> <mark>d</mark>', '<p dir="auto"><u>a</u> <s>b</s> <s>c</s> <mark>d</mark></p>'],
    ['<b onclick="x()" style="position:fixed">a</b>', '<p dir="auto"><strong>a</strong></p>'],
  ])('are drawn: %s', (text, html) => {
    expect(renderAnswer(text)).toBe(html);
  });

  test.each([
    'one <b>that is not closed',
    'one </b> that was not opened',
    '<b>across <i>another</b> one</i>',
    '*across <b>emphasis* and</b>',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '`<b>code</b>`',
  ])('without a partner, and all others, are text: %s', (text) => {
    expect(renderAnswer(text)).toContain(text.includes('script') ? '&lt;script&gt;' : '&lt;');
    expect(renderAnswer(text)).not.toMatch(/<(strong|script|img|i)\b/);
  });

  test('by the thousands take time in proportion to their number', () => {
    const html = renderAnswer('<b>'.repeat(2000));
    expect(html).toContain('&lt;b&gt;');
  });
});

describe('a quote that is a callout', () => {
  test.each([
    ['NOTE', 'Note'],
    ['tip', 'Tip'],
    ['IMPORTANT', 'Important'],
    ['WARNING', 'Warning'],
    ['CAUTION', 'Caution'],
  ])('says so: %s', (name, title) => {
    expect(renderAnswer(`> [!${name}]\n> Mind *this*.`)).toBe(
      `<blockquote dir="auto" class="callout ${title.toLowerCase()}"><p class="callout-title">${title}</p>` +
        '<p dir="auto">Mind <em>this</em>.</p></blockquote>'.replace('<p dir="auto">', '<p>'),
    );
  });

  test.each(['> [!OTHER]\n> a', '> [!NOTE] on the same line', '> a\n> [!NOTE]'])('any other is a quote: %j', (text) => {
    expect(renderAnswer(text)).not.toContain('callout');
  });
});

describe('an address without a scheme', () => {
  test('that begins with www. is a link', () => {
    const html = renderAnswer('see www.example.com/a?b=1, or (www.example.org).');
    expect(html).toContain('href="https://www.example.com/a?b=1"');
    expect(html).toContain('href="https://www.example.org/"');
    expect(html).toContain('>www.example.com/a?b=1</a>, or (');
  });

  test.each(['www.', 'www.x', 'awww.example.com', 'www. example.com', 'example.com'])('else is none: %s', (text) => {
    expect(renderAnswer(text)).not.toContain('<a ');
  });
});
