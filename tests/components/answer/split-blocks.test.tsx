import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSplitMemory, splitBlocks } from '@/components/answer/split-blocks';
import { markdownLines } from './support/markdown-lines';
import { renderBlocks } from './support/render-blocks';
import { renderWhole } from './support/render-whole';

const CORPUS = {
  'a loose list': '- a\n\n- b\n\n  more of b\n\n\n- c\n\nafter',
  'nested lists': '1. a\n   - b\n\n     more of b\n   - c\n\n     1. d\n2. e\n\n   end of e\n\nafter',
  'a list that goes on after code': '1. a\n\n   ```sh\n   x\n\n   y\n   ```\n\n2. b\n\n3. c',
  'an outdented fence in a list': '- a\n```js\nx\n\ny\n```\n- b',
  'a fence within an item that is outdented too early': '1. a\n   ```\n   x\n\ny\n   ```\n\nz',
  'lists of different kinds': '- a\n\n* b\n\n+ c\n\n1. d\n\n1) e',
  'a list that starts at a number': '7. a\n8. b\n\ntext\n3. no list\n\n  ```\nx\n\ny\n  ```',
  'an empty item': '-\n\n  outside\n\n- b\n-\n\n\n- c',
  'lazy lines': '- a\nlazy\n\n> b\nlazy\n\n- ```\n  x\n  ```\nnot lazy\n2. still not\n\nend',
  'code with blank lines': '```py\na\n\n\nb\n```\ntext\n~~~~\n```\n\n~~~\n~~~~\nmore',
  'code that is not closed': 'a\n\n```\nb\n\n- c\n\n\n',
  'indented code': 'a\n\n    b\n\n\n    c\n\nd\n\n\te\n# f\n    g\n\n    h',
  quotes: '> a\n\n> b\n>\n> - c\n>\n>   d\n> ```\n> e\n\n```\nf\n```',
  'a table': 'Here it is:\n| a | b |\n|---|:-:|\n| 1 | 2 |\n| `|` | \\| |\n\ntext\n\na | b\n--|--\n1\n# h',
  'a table and a list': '| a |\n|---|\n| b |\n- c\n\n| d |\n-\ne',
  headings: 'a\n===\nb\n---\n\n---\n# c\n## d\ne\n\n- - -\n***\n',
  HTML: '<div>\n\n*a*\n\n</div>\n\n<pre>\n\n- b\n</pre>',
  'details after maths that never ends': ' \\begin{x} y\n<details>\n  end</details>\n```\nx\n```\ny',
  'details in and around everything':
    '- a\n<details>\n- b\n\n```\n</details>\n```\n\n</details>\n| c |\n|---|\n<details><summary>d</summary>\n\ne</details>\nf',
  references:
    '[a] [b][] ![c][a]\n\n[a]: https://a.example "t\nu"\n\n- [b]: https://b.example\n\n[a]: https://x.example',
  footnotes:
    'a[^1] b[^2] c[^3]\n\n[^1]: one\n\n    ```\n    x\n\n    y\n    ```\n[^2]: two\nlazy\n- c\n\n> [^3]: three\n\nend[^1]',
};

describe('block by block', () => {
  test.each(Object.entries(CORPUS))('%s reads as it does in one piece', (_, text) => {
    expect(renderBlocks(splitBlocks(text, false, createSplitMemory()))).toBe(renderWhole(text));
  });

  test('any sequence of lines reads as it does in one piece', () => {
    const texts = fc.array(fc.constantFrom(...markdownLines), { maxLength: 12 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(texts, (text) => {
        expect(renderBlocks(splitBlocks(text, false, createSplitMemory()))).toBe(renderWhole(text));
      }),
      { numRuns: 3000 },
    );
  });

  test('how the text arrives makes no difference, and what is finished never changes', () => {
    const texts = fc.array(fc.constantFrom(...markdownLines), { maxLength: 20 }).map((lines) => lines.join('\n'));
    const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(texts, cuts, (text, steps) => {
        const memory = createSplitMemory();
        let finished: readonly unknown[] = [];
        for (let at = 0, step = 0; at < text.length; step++) {
          at += steps[step % steps.length] ?? 1;
          const blocks = splitBlocks(text.slice(0, at), true, memory);
          // The same objects, which is what lets React skip them.
          finished.forEach((block, index) => {
            expect(blocks[index]).toBe(block);
          });
          finished = blocks.filter((block) => !block.open);
          expect(blocks.length - finished.length).toBeLessThanOrEqual(1);
        }
        const grown = splitBlocks(text, false, memory);
        expect(renderBlocks(grown)).toBe(renderWhole(text));
        expect(grown).toEqual(splitBlocks(text, false, createSplitMemory()));
      }),
      { numRuns: 1500 },
    );
  });

  test('a paragraph is finished by the blank line after it, code by its closing fence', () => {
    const kinds = (text: string) =>
      splitBlocks(text, true, createSplitMemory()).map(({ kind, open }) => `${kind}${open ? ' …' : ''}`);
    expect(kinds('one\n')).toEqual(['text …']);
    expect(kinds('one\n\n')).toEqual(['text']);
    expect(kinds('one\n```\nx\n\n')).toEqual(['text', 'fence …']);
    expect(kinds('one\n```\nx\n\n```\n')).toEqual(['text', 'fence']);
    expect(kinds('one\n| a |\n|---|\n')).toEqual(['text', 'table …']);
    expect(kinds('- a\n\n')).toEqual(['text …']);
    expect(kinds('- a\n\nT')).toEqual(['text', 'text …']);
    expect(kinds('- a\n\n**B')).toEqual(['text', 'text …']);
    expect(kinds('1. a\n\n2')).toEqual(['text …']);
  });

  test('an answer that goes on after it was complete reads as one', () => {
    const memory = createSplitMemory();
    splitBlocks('- a\n\n- b', false, memory);
    const blocks = splitBlocks('- a\n\n- b and more', false, memory);
    expect(renderBlocks(blocks)).toBe(renderWhole('- a\n\n- b and more'));
  });

  test('what a text defined at its end is unknown when it goes on in another way', () => {
    const memory = createSplitMemory();
    splitBlocks('[a] [b]\n\n[a]: https://one.example', false, memory);
    const longer = '[a] [b]\n\n[a]: https://one.example/two\n[b]: https://b.example';
    expect(renderBlocks(splitBlocks(longer, false, memory))).toBe(renderWhole(longer));
  });

  test('another text in place of the first one starts over', () => {
    const memory = createSplitMemory();
    splitBlocks('one\n\ntwo\n\n', true, memory);
    expect(renderBlocks(splitBlocks('three\n\nfour', false, memory))).toBe(renderWhole('three\n\nfour'));
  });

  test('only blocks that may refer to a later definition are renewed at the end', () => {
    const text = 'plain\n\nsee [a]\n\n[a]: https://a.example\n\nlast';
    const memory = createSplitMemory();
    const before = splitBlocks(text, true, memory);
    const after = splitBlocks(text, false, memory);
    expect(after[1]).not.toBe(before[1]);
    expect(after[2]).toBe(before[2]);
  });
});
