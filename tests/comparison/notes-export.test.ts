import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { exportCsv } from '@/lib/comparison/export-csv';
import { exportMarkdown } from '@/lib/comparison/export-markdown';
import { notesMarkdown } from '@/lib/comparison/note-words';
import type { Note } from '@/lib/protocol/note';
import type { RunEvent } from '@/lib/protocol/run-event';
import { foldRuns } from '../support/fold-runs';
import { comparisonOf, laneRecord, turnRecord } from '../support/records';
import { runEvents } from '../support/run-frames';

const lane = laneRecord('A', 1, { model: 'm/A', name: 'Model A', vendor: 'M' });
const record = comparisonOf(turnRecord(1, 'Why?', { run: 'r1', kind: 'turn', lanes: [lane] }));

function answered(text: string, ...notes: Note[]) {
  const events = runEvents('r1', { A: [text] });
  const beside = notes.map((note): RunEvent => ({ type: 'note', at: 11, lane: 'A', model: 'm/A', note }));
  const said = events.filter(({ type }) => type !== 'chunk' || text !== '');
  const end = said.findIndex(({ type }) => type === 'done');
  return foldRuns(['r1', [...said.slice(0, end), ...beside, ...said.slice(end)]]);
}

const PARIS: Note = { kind: 'source', url: 'https://example.com/p', title: 'Paris' };
const PICTURE: Note = { kind: 'picture', mediaType: 'image/png' };

describe('what came beside an answer', () => {
  test('stands under its text in Markdown, sources as numbered links with their hosts', () => {
    const text = exportMarkdown(
      record,
      answered('Big[1].', PARIS, { ...PARIS, url: 'https://example.org/', title: '' }),
    );
    expect(text).toContain(
      'Big[1].\n\nSources:\n\n1. [Paris](<https://example.com/p>) (example.com)\n2. [https://example.org/](<https://example.org/>) (example.org)\n',
    );
  });

  test('stands in the place of the text where there is none', () => {
    const text = exportMarkdown(record, answered('', PICTURE, { kind: 'tool', name: 'web_search' }));
    expect(text).toContain('### A: Model A\n\nThe model answered with a picture, which is not shown here yet.');
    expect(text).toContain('The model asked for a tool (web\\_search), which Abreast does not run.');
    expect(text).not.toContain('No answer');
  });

  test('stands in two columns of CSV, a line each', () => {
    const csv = exportCsv(record, answered('Big.', PARIS, { ...PARIS, url: 'https://example.org/a,b' }, PICTURE));
    const [head] = csv.split('\r\n');
    expect(head).toContain(',sources,not_shown,');
    expect(csv).toContain('"https://example.com/p\nhttps://example.org/a,b"');
    expect(csv).toContain('"The model answered with a picture, which is not shown here yet."');
  });

  test('leaves both columns empty where nothing came', () => {
    const [head = '', row = ''] = exportCsv(record, answered('Big.')).split('\r\n');
    expect(row.split(',')[head.split(',').indexOf('sources')]).toBe('');
    expect(row.split(',')[head.split(',').indexOf('not_shown')]).toBe('');
  });

  test.each([
    'a](javascript:alert(1))',
    '<img src=x onerror=alert(1)>',
    '**bold** `code` ~~gone~~ _low_ # head | cell',
    '&lt;b&gt; $x$',
    'back\\slash',
    '![picture](https://spy.example/p.png)',
  ])('is plain text in Markdown, whatever a title holds: %s', (title) => {
    const html = new MarkdownIt({ html: true, linkify: false }).render(notesMarkdown([{ ...PARIS, title }]));
    const [, link = ''] = /<li>(.*)<\/li>/s.exec(html) ?? [];
    expect(link).toMatch(/^<a href="https:\/\/example\.com\/p">[^<]*<\/a> \(example\.com\)$/);
    const visible = link
      .replace(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
    expect(visible).toBe(`${title} (example.com)`);
  });

  test.each(['https://example.com/a>b<c', 'https://example.com/a\\b?c\\>d', 'https://example.com/(a)"b"\'c\''])(
    'leads in Markdown to the address that it has: %s',
    (url) => {
      const html = new MarkdownIt().render(notesMarkdown([{ ...PARIS, url }]));
      const [, href = ''] = /<a href="([^"]*)">Paris<\/a>/.exec(html) ?? [];
      expect(new URL(href.replaceAll('&amp;', '&')).pathname).toBe(new URL(url).pathname);
    },
  );
});
