import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { cutIntoTokens } from '@/lib/models/demo/plan-demo-answer';
import { quotePrompt } from '@/lib/models/demo/quote-prompt';
import { randomFrom } from '@/lib/models/demo/random';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(...'`*_~[]()<>#|!\\&;:\n\r\t -+.1a"=$^{}'), maxLength: 200 }),
);

describe('a quoted prompt', () => {
  it('is the prompt, in quotation marks', () => {
    expect(quotePrompt('Why is the sky blue?')).toBe('“Why is the sky blue?”');
  });

  it('stands on one line, and is cut at a word', () => {
    expect(quotePrompt(`one\n\n# two\r\n${'three '.repeat(40)}`)).toMatch(/^“one \\# two (three )+three…”$/);
  });

  it('is cut between code points', () => {
    const quoted = quotePrompt('👩‍💻'.repeat(100));
    expect(quoted).not.toMatch(/\p{Cs}/u);
    expect(Array.from(quoted).length).toBeLessThanOrEqual(74);
  });

  it('loses marks that would turn the direction of what follows', () => {
    expect(quotePrompt('a\u202eb\u0000c\ud800d')).toBe('“ab cd”');
  });

  it('of nothing is an ellipsis', () => {
    expect(quotePrompt(' \n\u200b')).toBe('“…”');
  });

  it('of any text is plain text to Markdown, in a paragraph, a heading and a table', () => {
    const markdown = new MarkdownIt({ html: true });
    fc.assert(
      fc.property(anyText, (text) => {
        const quoted = quotePrompt(text);
        expect(quoted).not.toMatch(/[\n\r]|\p{Cs}/u);
        for (const source of [`You asked ${quoted} here.`, `# ${quoted}`, `| a | b |\n| - | - |\n| ${quoted} | c |`]) {
          const tags = markdown.render(source).match(/<\/?[a-z]+\d?/g);
          expect(tags).toEqual(markdown.render(source.replace(quoted, 'x')).match(/<\/?[a-z]+\d?/g));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('tokens', () => {
  it('are a few characters each, whole code points, and the text again when joined', () => {
    fc.assert(
      fc.property(anyText, fc.integer(), (text, seed) => {
        const tokens = [...cutIntoTokens(text, randomFrom(seed))];
        expect(tokens.join('')).toBe(text);
        for (const token of tokens) {
          expect(token).not.toBe('');
          expect(Array.from(token).length).toBeLessThanOrEqual(6);
        }
      }),
    );
  });
});
