import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { FiguresLine } from '@/components/lane/figures-line';
import type { Answer } from '@/lib/comparison/answer';
import { bestsOf } from '@/lib/comparison/bests';
import { exportCsv } from '@/lib/comparison/export-csv';
import { exportMarkdown } from '@/lib/comparison/export-markdown';
import { EXACT, FIGURES, SHORT } from '@/lib/comparison/figure-table';
import { shortRate, shortSeconds } from '@/lib/comparison/figure-words';
import { figuresOf } from '@/lib/comparison/figures';
import type { LaneEvent } from '@/lib/protocol/run-event';
import { answerOf, done, failed, retry, usage, who } from '../support/lane-events';
import { comparisonOf, laneRecord, turnRecord } from '../support/records';

const STARTED = 100;

/** A stream of one lane: white space first, thinking between, pieces of any script and length, tries, any ending. */
const streamArbitrary = fc
  .record({
    tried: fc.boolean(),
    wait: fc.nat(20_000),
    pieces: fc.array(
      fc.record({
        type: fc.constantFrom('chunk' as const, 'chunk' as const, 'chunk' as const, 'reasoning' as const),
        content: fc.constantFrom(
          'word ',
          ' ',
          '\n',
          '語',
          '😀',
          'a much longer piece of text, as some providers send ',
        ),
        gap: fc.oneof(fc.nat(40), fc.nat(900)),
      }),
      { maxLength: 60 },
    ),
    ending: fc.constantFrom('stop', 'stopped', 'error', 'uncounted'),
    counted: fc.record({ output: fc.nat(3000), reasoning: fc.nat(2000) }),
  })
  .map(({ tried, wait, pieces, ending, counted }): LaneEvent[] => {
    let at = STARTED + wait + (tried ? 1400 : 0);
    const said = pieces.map(({ type, content, gap }): LaneEvent => {
      at += gap;
      return { type, at, ...who, content };
    });
    const told = { usage: ending === 'stop' ? usage(10, counted.output, counted.reasoning) : null };
    const reason = ending === 'stopped' ? 'stopped' : 'stop';
    const last = ending === 'error' ? failed(at + 30) : done(at + 30, { reason, ...told });
    return [...(tried ? [retry(STARTED + 300, 1000)] : []), ...said, last];
  });

interface Piece {
  at: number;
  content: string;
}

/** From the first piece with which something can be seen. */
function visible(events: readonly LaneEvent[], type: 'chunk' | 'reasoning'): Piece[] {
  const pieces = events.filter((event) => event.type === type) as Piece[];
  let so = '';
  const first = pieces.findIndex(({ content }) => {
    so += content;
    return so.trim() !== '';
  });
  return first < 0 ? [] : pieces.slice(first);
}

/** The median of a list, and the like, as statistics define them. */
function quantile(values: readonly number[], part: number): number | null {
  const sorted = [...values].sort((left, right) => left - right);
  const place = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place));
}

function definitions(events: readonly LaneEvent[]) {
  const text = visible(events, 'chunk');
  const output = [...text, ...visible(events, 'reasoning')].map(({ at }) => at);
  const gaps = text.slice(1).map(({ at }, index) => at - (text[index]?.at ?? 0));
  return {
    wait: output.length === 0 ? null : Math.min(...output) - STARTED,
    firstWord: text[0] === undefined ? null : text[0].at - STARTED,
    rhythm: gaps.length === 0 ? null : [quantile(gaps, 0.5) ?? 0, quantile(gaps, 0.95) ?? 0],
  };
}

/** "0.61 s" → 610, "16 ms / 40 ms" → 16 and 40. */
function parsed(text: string): number[] {
  return [...text.matchAll(/([\d.]+) (m?)s/g)].map(([, number, milli]) => Number(number) * (milli ? 1 : 1000));
}

function expectNear(text: string, defined: readonly number[] | null): void {
  if (defined === null) {
    expect(text).toBe('–');
    return;
  }
  expect(parsed(text)).toHaveLength(defined.length);
  for (const [index, value] of parsed(text).entries()) {
    expect(Math.abs(value - (defined[index] ?? 0))).toBeLessThanOrEqual((defined[index] ?? 0) * 0.01 + 1e-9);
  }
}

/** The values of a pane's figures, in their order. */
function paneOf(answer: Answer): string[] {
  const figures = figuresOf(answer, null);
  const html = renderToStaticMarkup(<FiguresLine lane="A" figures={figures} bests={bestsOf([])} />);
  return [...html.matchAll(/<dd[^>]*>(.*?)<\/dd>/g)].map(([, value]) => value?.replace(/<[^>]*>/g, '') ?? '');
}

/** An answer's row in the exports, by column. Its text, which may hold a comma, comes last in CSV. */
function exportsOf(answer: Answer) {
  const lane = laneRecord('A', answer.attempt, { model: who.model, name: 'M', vendor: 'V' });
  const record = comparisonOf(turnRecord(1, 'Why?', { run: answer.run, kind: 'turn', lanes: [lane] }));
  const state = { turns: [{ turn: 1, answers: { A: [answer] } }], runs: {} };
  const [head, row] = exportCsv(record, state).split('\r\n');
  const csv = new Map(head?.split(',').map((column, index) => [column, row?.split(',')[index] ?? '']));
  const [names, , cells] = exportMarkdown(record, state)
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split(' | '));
  return { csv, markdown: new Map(names?.map((name, index) => [name, cells?.[index] ?? ''])) };
}

const asWords = (number: string | undefined, words: (value: number) => string) =>
  number === undefined || number === '' ? '–' : words(Number(number));

test('wait, first word and rhythm are as they are defined, within one part in a hundred, or –', () => {
  fc.assert(
    fc.property(streamArbitrary, (events) => {
      const figures = figuresOf(answerOf(...events), null);
      const { wait, firstWord, rhythm } = definitions(events);
      for (const digits of [SHORT, EXACT]) {
        expectNear(FIGURES.wait.text(figures, digits), wait === null ? null : [wait]);
        expectNear(FIGURES.firstWord.text(figures, digits), firstWord === null ? null : [firstWord]);
        expectNear(FIGURES.rhythm.text(figures, digits), rhythm);
      }
    }),
    { numRuns: 200, seed: 20261126 },
  );
});

test('a pane and the exports say the same, to the digit', () => {
  fc.assert(
    fc.property(streamArbitrary, (events) => {
      const answer = answerOf(...events);
      const [first, rate, tokens] = paneOf(answer);
      const { csv, markdown } = exportsOf(answer);
      const plain = (words: string | undefined) => words?.replace('≈', '').replace(' tok/s', '');
      expect(first).toBe(asWords(csv.get('ttfo_ms'), shortSeconds));
      expect(first).toBe(markdown.get('first word (ttfo)'));
      expect(plain(rate)).toBe(asWords(csv.get('writing_tokens_per_second'), shortRate));
      expect(plain(rate)).toBe(plain(markdown.get('writing speed')));
      expect(plain(tokens)).toBe(csv.get('output_tokens'));
      expect(plain(tokens)).toBe(plain(markdown.get('tokens')));
      const wait = markdown.get('wait (ttft)')?.split(',')[0];
      expect(wait).toBe(asWords(csv.get('ttft_ms'), shortSeconds));
    }),
    { numRuns: 200, seed: 20261126 },
  );
});
