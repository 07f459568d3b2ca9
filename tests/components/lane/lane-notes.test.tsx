import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { LaneNotes } from '@/components/lane/lane-notes';
import type { Note } from '@/lib/protocol/note';

const source = (url: string, title = ''): Note => ({ kind: 'source', url, title });
const html = (...notes: Note[]) => renderToStaticMarkup(<LaneNotes notes={notes} />);

/** What can be read of it. */
const textOf = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, '|')
    .replace(/\|+/g, '|')
    .replaceAll('&amp;', '&');

describe('sources', () => {
  test('are a numbered list of links, each with the host that it really leads to', () => {
    const markup = html(source('https://example.com/p', 'Paris'), source('http://sub.example.org:8080/a?b=1', 'Rome'));
    expect(markup).toContain('<ol');
    expect(markup).toMatch(
      /href="https:\/\/example\.com\/p"[^>]* rel="noopener noreferrer nofollow ugc" target="_blank"/,
    );
    expect(textOf(markup)).toBe('|Sources|Paris| |example.com|Rome| |sub.example.org:8080|');
  });

  test.each([
    ['without a title', ''],
    ['of blanks', ' \n\t'],
    ['of characters that nobody sees', '\u200b\u2060\ufeff\u00ad'],
    ['of letters that nobody sees', '\u3164\u2800'],
    ['of marks that turn the text', '\u202e\u2066'],
  ])('%s are called by their address', (_, title) => {
    expect(textOf(html(source('https://example.com/p', title)))).toBe('|Sources|https://example.com/p| |example.com|');
  });

  test('cannot turn, break or hide what stands around them by their title', () => {
    const text = textOf(html(source('https://evil.example/', 'https://bank.example\u202egpj\u2069\n\u2028now')));
    expect(text).toBe('|Sources|https://bank.example gpj now| |evil.example|');
  });

  test('keep the joiners of emoji and scripts in their title', () => {
    expect(html(source('https://example.com/', 'می‌خواهم 👨‍👩‍👧'))).toContain('می‌خواهم 👨‍👩‍👧');
  });

  test('are text wherever their title is HTML', () => {
    const markup = html(source('https://example.com/"><script>', '<img src=x onerror=alert(1)>'));
    expect(markup).not.toMatch(/<(img|script)/);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'not an address'])(
    'with the address %s are no link',
    (url) => {
      expect(html(source(url, 'Title'))).not.toContain('href=');
    },
  );

  test('show where a name of another alphabet, and one before an @, really lead', () => {
    expect(textOf(html(source('https://bank.example@evil.example/', 'A'), source('https://аpple.example/', 'B')))).toBe(
      '|Sources|A| |evil.example|B| |xn--pple-43d.example|',
    );
  });
});

describe('what is not shown', () => {
  const picture: Note = { kind: 'picture', mediaType: 'image/png' };
  const tool = (name: string): Note => ({ kind: 'tool', name });

  test.each([
    [[picture], 'The model answered with a picture, which is not shown here yet.'],
    [[picture, picture, picture], 'The model answered with 3 pictures, which are not shown here yet.'],
    [[tool('search')], 'The model asked for a tool (search), which Abreast does not run.'],
    [[tool('')], 'The model asked for a tool, which Abreast does not run.'],
    [[tool('a'), tool('b')], 'The model asked for 2 tools (a, b), which Abreast does not run.'],
    [[tool('a'), tool('')], 'The model asked for 2 tools (a), which Abreast does not run.'],
    [[tool('x'.repeat(500))], `The model asked for a tool (${'x'.repeat(80)}…), which Abreast does not run.`],
    [[tool('\u202egnp')], 'The model asked for a tool (gnp), which Abreast does not run.'],
  ])('is said: %j', (notes, words) => {
    expect(textOf(html(...notes))).toBe(`|${words}|`);
  });

  test('is said of pictures and of tools, before the sources', () => {
    expect(textOf(html(source('https://example.com/', 'A'), tool('search'), picture))).toBe(
      '|The model answered with a picture, which is not shown here yet.|The model asked for a tool (search), which Abreast does not run.|Sources|A| |example.com|',
    );
  });

  test('is nothing where nothing came', () => {
    expect(html()).toBe('');
  });
});
