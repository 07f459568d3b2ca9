import { describe, expect, test } from 'vitest';
import { Markdown } from '@/components/answer/markdown';
import { renderAnswer, renderMarkdown } from './support/render-answer';

/** A formula that is drawn, with its source. */
const FORMULA = /<math\b.*?<annotation[^>]*>(.*?)<\/annotation><\/semantics><\/math>/gs;

/** What can be read, formulas as they were written. */
const textOf = (html: string) =>
  html
    .replace(FORMULA, '$1')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&amp;/g, '&');

const growing = (text: string) => renderMarkdown(<Markdown text={text} streaming={true} />);

describe('maths', () => {
  test.each([
    String.raw`\( x^2 \)`,
    String.raw`so \(x_1 * x_2 * x_3\) and \(\_a\_\)`,
    String.raw`\[ \sum_i a_i \]`,
    String.raw`$$ \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} $$`,
    String.raw`$$\{a\} \, \% *b* _c_ \\[4pt] d$$`,
    String.raw`\begin{cases} a & b \\ c & d \end{cases}`,
    String.raw`\begin{align*} a_1 &= b_1 \\ a_2 &= b_2 \end{align*}`,
    String.raw`\(a < b > c & d\) "and" $$x < y$$`,
    String.raw`\( \text{[link](https://a.example) <https://b.example> ![i](u)} \)`,
    'the $x_{i}^{*}y^{*}$ of $\\{a, b\\}$, the $n$-th',
    String.raw`\(a \\) b *c* \)`,
    '\\( \\` ` \\)',
  ])('%s is drawn from what came', (text) => {
    expect(textOf(renderAnswer(text))).toBe(text);
    expect(renderAnswer(text)).not.toMatch(/<(?:em|strong|code|a)\b/);
  });

  test.each([
    '\\[\n\\sum_i a_i\n+ b_i\n- c_i\n= d\n> 0\n# e\n1. f\n===\n\\]',
    '$$\n\\begin{aligned}\n  a &= b \\\\\n    &= *c* _d_\n\\end{aligned}\n$$',
    '\\begin{align}\na &= b \\\\\n+ c &= d\n\\end{align}.',
    '$$ a\n- b $$',
    '$$\na | b\n--|--\n$$',
  ])('%j on lines of its own keeps its lines', (text) => {
    expect(renderAnswer(text)).toMatch(/^<div class="maths-block" dir="ltr".*<\/div>$/s);
    expect(textOf(renderAnswer(text))).toBe(text);
    expect(textOf(renderAnswer(`Then\n${text}\nand *so* on`))).toBe(`Then${text}and so on`);
    expect(textOf(renderAnswer(`- Then\n\n  ${text.replaceAll('\n', '\n  ')}\n- next`))).toBe(`Then${text}next`);
    expect(textOf(renderAnswer(`> ${text.replaceAll('\n', '\n> ')}`))).toBe(text);
    expect(renderAnswer(`1. Then\n${text}`)).toContain('</ol><div class="maths-block" dir="ltr"');
  });

  test.each([
    ['$5 to $10, *not* more', '$5 to $10, <em>not</em> more'],
    ['US$5 (*or* $6)', 'US$5 (<em>or</em> $6)'],
    ['$5-$10 and **$20**', '$5-$10 and <strong>$20</strong>'],
    ['$HOME/_a_ and $PATH', '$HOME/<em>a</em> and $PATH'],
    ['$$$ *a* $$$', '$$$ <em>a</em> $$$'],
    ['$$ *a*', '$$ <em>a</em>'],
    ['\\$\\$a *b* c\\$\\$', '$$a <em>b</em> c$$'],
    ['f\\(\\) *a* \\[\\]', 'f() <em>a</em> []'],
    ['\\( *a*', '( <em>a</em>'],
    ['\\\\( *a* \\\\)', '\\( <em>a</em> \\)'],
    ['\\begin{a} *b* \\end{c}', '\\begin{a} <em>b</em> \\end{c}'],
    ['`\\( x \\)` and `$$ *a* $$`', '<code>\\( x \\)</code> and <code>$$ *a* $$</code>'],
  ])('%s is none', (text, html) => {
    expect(renderAnswer(text)).toBe(`<p dir="auto">${html}</p>`);
  });

  test('inside code is code', () => {
    expect(renderAnswer('```tex\n\\[\n- x\n\\]\n```')).toContain('<code>\\[\n- x\n\\]</code>');
    expect(renderAnswer('    $$\n    - a\n    $$')).toContain('<code>$$\n- a\n$$</code>');
  });

  test('in a heading, a cell, a label and an item is shown as it came', () => {
    expect(textOf(renderAnswer('# \\(a_1 * a_2 *\\)'))).toBe('\\(a_1 * a_2 *\\)');
    expect(textOf(renderAnswer('| a |\n|---|\n| $$x \\\\ _y_$$ |'))).toMatch(/^a\$\$x \\\\ _y_\$\$/);
    expect(textOf(renderAnswer('[\\(a_1]b\\)](https://a.example)'))).toBe('\\(a_1]b\\)');
    expect(textOf(renderAnswer('- [ ] \\(_a_\\)'))).toBe(' \\(_a_\\)');
  });

  test('that nobody closes does not take what follows', () => {
    expect(renderAnswer('$$\na\n\n- *b*\n- c')).toBe(
      '<p dir="auto">$$\na</p><ul><li dir="auto"><em>b</em></li><li dir="auto">c</li></ul>',
    );
    expect(renderAnswer('\\[\n```\nx\n```\n\\]')).toContain('<code>x</code>');
  });

  test('that is still being written is shown as it came', () => {
    const text = 'So \\( \\_a\\_ *b* \\)\n\nand\n\\[\na \\\\ _b_\n- *c*\n\\]\n\nthen $$ \\{ *d* $$';
    for (let end = 1; end <= text.length; end++) {
      // What stands beside what is shown may still be hidden: the mark of a list, say.
      expect(text.replaceAll('\n', '')).toContain(textOf(growing(text.slice(0, end))).replaceAll('\n', ''));
    }
  });
});

describe('a formula', () => {
  test('is MathML', () => {
    expect(renderAnswer('so \\(x_1\\).')).toContain('<msub><mi>x</mi><mn>1</mn></msub>');
    expect(renderAnswer('$$\n\\frac{a}{b}\n$$')).toContain('<mfrac><mi>a</mi><mi>b</mi></mfrac>');
    expect(renderAnswer('$$\nx\n$$.')).toContain('<mtext>.</mtext>');
  });

  test.each([
    '\\( \\frac{ \\)',
    '\\( \\nosuchthing \\)',
    '$\\href{javascript:alert(1)}{x_1}$',
    '$\\includegraphics{https://a.example/x_1.png}$',
    '$\\def\\a{\\a\\a}\\a_1$',
    `\\(${'{'.repeat(900)}x${'}'.repeat(900)}^2${'\\sqrt{'.repeat(90)}1${'}'.repeat(90)}\\)`,
    `$x_{${'1'.repeat(2100)}}$`,
  ])('that is broken, too long or more than a formula stays as it was written (%#)', (text) => {
    const html = renderAnswer(text);
    expect(html).not.toContain('<math');
    expect(html).not.toMatch(/<(?:a|img)\b/);
    expect(textOf(html)).toBe(text);
  });

  test('has no styles but those of its own place', () => {
    const html = renderAnswer('$\\color{red}{x_1} \\raisebox{90em}{y} \\kern{-900em} \\fcolorbox{red}{blue}{z}$');
    for (const [, style = ''] of html.matchAll(/style="([^"]*)"/g))
      expect(style).not.toMatch(/url|position|margin|transform/);
  });

  test('of thousands in a paragraph only some are drawn', () => {
    const html = renderAnswer('$x_1$ '.repeat(3000));
    expect(html.match(/<math\b/g)).toHaveLength(200);
    expect(textOf(html).match(/\$x_1\$/g)).toHaveLength(3000);
  });
});
