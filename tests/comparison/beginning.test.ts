import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { missingOf, PIECE, pieceOf, withBeginnings, withPiece } from '@/lib/comparison/beginning';
import { figuresOf } from '@/lib/comparison/figures';
import { foldEvents } from '@/lib/comparison/fold-events';
import { promptTokensOf } from '@/lib/comparison/lane-messages';
import { replayAt } from '@/lib/comparison/replay';
import { emptyState, latestAnswer } from '@/lib/comparison/state';
import { turnRecord } from '../support/records';
import { runEvents } from '../support/run-frames';

const LONG = `${'語'.repeat(40_000)}${'word '.repeat(40_000)}`;

function foldedOf(text: string) {
  const entries = runEvents('r1', { A: [text], B: ['short'] }).map((event, index) => ({ sequence: index + 1, event }));
  return foldEvents(emptyState, 'r1', entries);
}

describe('the beginning of a long answer', () => {
  test('is all that a page carries, with what the whole is', () => {
    const state = foldedOf(LONG);
    const answer = latestAnswer(withBeginnings(state), 1, 'A');
    expect(answer?.text).toBe(LONG.slice(0, PIECE));
    expect(answer?.whole).toMatchObject({ text: LONG.length, reasoning: 0 });
    expect(answer && missingOf(answer, 'text')).toBe(LONG.length - PIECE);
  });

  test('leaves a comparison of short answers as it is', () => {
    const state = foldedOf('short');
    expect(withBeginnings(state)).toBe(state);
  });

  test('is shorter in turns before the newest, apart from an answer that is still written', () => {
    const text = 'word '.repeat(1000);
    const runs = [1, 2, 3, 4].map((turn) => runEvents(`r${turn}`, { A: [text], B: ['short'] }, turn));
    const writing = runEvents('again', { A: [text] }, 1, 2).filter(({ type }) => type !== 'end' && type !== 'done');
    const state = [...runs, writing].reduce(
      (before, events, at) =>
        foldEvents(
          before,
          at < 4 ? `r${at + 1}` : 'again',
          events.map((event, index) => ({ sequence: index + 1, event })),
        ),
      emptyState,
    );
    const carried = withBeginnings(state, 2);
    const lengths = carried.turns.map(({ answers }) => answers.A?.map((answer) => answer.text.length));
    expect(lengths).toEqual([[256, 5000], [256], [5000], [5000]]);
    const cut = latestAnswer(carried, 2, 'A');
    expect(cut && missingOf(cut, 'text')).toBe(5000 - 256);
    const price = { input: 1, output: 2 };
    const whole = latestAnswer(state, 2, 'A');
    expect(cut && figuresOf(cut, price)).toEqual(whole && figuresOf(whole, price));
    expect(carried.runs.r1?.sequence, 'an ended run is not read again').toBe(state.runs.r1?.sequence);
  });

  test('changes no figure', () => {
    const state = foldedOf(LONG);
    const price = { input: 1, output: 2 };
    const [whole, cut] = [state, withBeginnings(state)].map((state) => latestAnswer(state, 1, 'A'));
    if (!whole || !cut) throw new Error('both were asked');
    expect(figuresOf(cut, price)).toEqual(figuresOf(whole, price));
    const turns = [1, 2].map((turn) => turnRecord(turn, 'Why?'));
    expect(promptTokensOf(turns, withBeginnings(state), 'A', 2)).toBe(promptTokensOf(turns, state, 'A', 2));
  });

  test('of a run under way is read again from its first event, so that nothing is missing in the middle', () => {
    const events = runEvents('r1', { A: [LONG], B: ['short'] }).filter(({ type }) => type !== 'end' && type !== 'done');
    const entries = events.map((event, index) => ({ sequence: index + 1, event }));
    const carried = withBeginnings(foldEvents(emptyState, 'r1', entries));
    expect(carried.runs.r1?.sequence).toBe(0);
    const again = foldEvents(carried, 'r1', entries);
    expect(latestAnswer(again, 1, 'A')).toMatchObject({ text: LONG });
    expect(latestAnswer(again, 1, 'A')?.whole).toBeUndefined();
  });
});

describe('pieces', () => {
  test('make the whole again, one after another, and cut no character in two', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map((part) => part.repeat(9000));
    fc.assert(
      fc.property(text, (whole) => {
        const pieces: string[] = [];
        for (let after: number | null = 0; after !== null; ) {
          const piece = pieceOf(whole, after);
          expect(piece.content.length).toBeLessThanOrEqual(PIECE);
          expect(piece.content).not.toMatch(/[\ud800-\udbff]$/);
          pieces.push(piece.content);
          after = piece.next;
        }
        expect(pieces.join('')).toBe(whole);
      }),
      { numRuns: 30 },
    );
  });

  test('past the end there is nothing', () => {
    expect(pieceOf('abc', 3)).toEqual({ content: '', next: null });
    expect(pieceOf('abc', 10 ** 15)).toEqual({ content: '', next: null });
    expect(pieceOf('', 0)).toEqual({ content: '', next: null });
  });

  test('one that comes twice is put in its place once', () => {
    const answer = latestAnswer(withBeginnings(foldedOf(LONG)), 1, 'A');
    if (!answer) throw new Error('it was asked');
    const { content } = pieceOf(LONG, PIECE);
    const once = withPiece(answer, 'text', PIECE, content);
    expect(once.text).toBe(LONG.slice(0, 2 * PIECE));
    expect(withPiece(once, 'text', PIECE, content)).toBe(once);
  });
});

describe('the replay of a long answer', () => {
  test('tells of every moment how much had come by then, and about how many tokens', () => {
    const pieces = Array.from({ length: 40 }, (_, index) => `${index} `.padEnd(5000, 'word '));
    const entries = runEvents('r1', { A: pieces }).map((event, index) => ({ sequence: index + 1, event }));
    const whole = foldEvents(emptyState, 'r1', entries);
    const at = (state: typeof whole, ms: number) => latestAnswer(replayAt(state, 1, ms, state), 1, 'A');
    for (const ms of [15, 25, 45]) {
      const [seen, cut] = [at(whole, ms), at(withBeginnings(whole), ms)];
      if (!seen || !cut) throw new Error('it was asked');
      expect(cut.text.length + missingOf(cut, 'text')).toBe(seen.text.length);
      const [all, some] = [figuresOf(seen, null), figuresOf(cut, null)];
      expect(Math.abs(some.tokens.output / all.tokens.output - 1)).toBeLessThan(0.02);
    }
  });
});
