import fc from 'fast-check';
import createMarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { markdownParser } from '@/components/answer/parse-markdown';
import { renderAnswer } from './support/render-answer';

const render = (text: string) => renderAnswer(text).replace(/^<p dir="auto">|<\/p>$/g, '');

describe('emphasis', () => {
  test.each([
    ['**注意：**正文', '<strong>注意：</strong>正文'],
    ['这是**“重点”**了', '这是<strong>“重点”</strong>了'],
    ['它叫**《红楼梦》**。', '它叫<strong>《红楼梦》</strong>。'],
    ['使用**`git`**命令', '使用<strong><code>git</code></strong>命令'],
    ['请看**（附录）**和*（注）*吧', '请看<strong>（附录）</strong>和<em>（注）</em>吧'],
    ['**第一步：**打开', '<strong>第一步：</strong>打开'],
    ['**Note:**正文', '<strong>Note:</strong>正文'],
    ['**价格（USD）：**100元', '<strong>价格（USD）：</strong>100元'],
    ['**「重要」**です', '<strong>「重要」</strong>です'],
    ['これは**「重要」**です', 'これは<strong>「重要」</strong>です'],
    ['**注意。**次に', '<strong>注意。</strong>次に'],
    ['*「斜体」*です', '<em>「斜体」</em>です'],
    ['***「両方」***です', '<em><strong>「両方」</strong></em>です'],
    ['カタカナ**（注）**ｶﾅ', 'カタカナ<strong>（注）</strong>ｶﾅ'],
    ['**한국어(Korean)**은', '<strong>한국어(Korean)</strong>은'],
    ['이것은**"중요"**합니다', '이것은<strong>&quot;중요&quot;</strong>합니다'],
    ['**주의:**본문', '<strong>주의:</strong>본문'],
    ['旧价~~（100元）~~现在', '旧价<s>（100元）</s>现在'],
    ['~~「削除」~~した', '<s>「削除」</s>した'],
    ['**𠮷野家：**牛丼', '<strong>𠮷野家：</strong>牛丼'],
    ['**重要！**🎉', '<strong>重要！</strong>🎉'],
    ['- **要点：**说明', '<ul><li dir="auto"><strong>要点：</strong>说明</li></ul>'],
  ])('%s needs no space around it', (text, html) => {
    expect(render(text)).toBe(html);
  });

  test.each(['**注意： **正文', '** 注意：**正文', 'a_「b」_c', 'snake_case_名前'])('%s is none', (text) => {
    expect(render(text)).not.toMatch(/<strong>|<em>/);
  });

  test('without such letters is what CommonMark says', () => {
    const plain = createMarkdownIt({ html: false });
    const pieces = fc.constantFrom(
      '*',
      '**',
      '_',
      '__',
      '~~',
      'a',
      'b c',
      ' ',
      '.',
      '(',
      ')',
      '"',
      'é',
      '“',
      '”',
      '€',
      '🎉',
      '\u00a0',
    );
    const types = (parser: typeof plain, text: string) =>
      parser.parseInline(text, {})[0]?.children?.map(({ type, content }) => `${type} ${content}`);
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
        expect(types(markdownParser, parts.join(''))).toEqual(types(plain, parts.join('')));
      }),
      { numRuns: 3000 },
    );
  });
});
