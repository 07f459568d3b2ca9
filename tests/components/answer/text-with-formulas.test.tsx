import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { splitFormulas, TextWithFormulas } from '@/components/answer/text-with-formulas';
import './support/formulas-ready';

describe('a prompt', () => {
  test.each<[string, string[]]>([
    ['no formula', ['no formula']],
    ['so \\(x_1\\) and $$y$$.', ['so ', '\\(x_1\\)', ' and ', '$$y$$', '.']],
    ['\\[\na\n\\]', ['', '\\[\na\n\\]', '']],
    ['$5 and $6, \\( open', ['$5 and $6, \\( open']],
    ['$$$ rich $$$', ['$$$ rich $$$']],
    ['is $x_1$ over $5 or $6_000?', ['is ', '$x_1$', ' over $5 or $6_000?']],
    ['\\begin{align}a\\end{align} so', ['', '\\begin{align}a\\end{align}', ' so']],
    ['\\begin{align}a\\end{cases}', ['\\begin{align}a\\end{cases}']],
    [`\\(${'x'.repeat(2001)}\\)`, [`\\(${'x'.repeat(2001)}\\)`]],
  ])('is split at its formulas: %j', (text, parts) => {
    expect(splitFormulas(text)).toEqual(parts);
  });

  test('is whole in its parts, however many openings it has', () => {
    const text = '\\(a\\) $$ \\['.repeat(3000);
    expect(splitFormulas(text).join('')).toBe(text);
    expect(splitFormulas(text).length).toBeLessThan(500);
  });

  test('has its formulas drawn, and nothing else', () => {
    const html = renderToStaticMarkup(<TextWithFormulas text={'so \\(x_1\\) and **this** <b>'} />);
    expect(html).toContain('<msub><mi>x</mi><mn>1</mn></msub>');
    expect(html).toContain('and **this** &lt;b&gt;');
  });
});
