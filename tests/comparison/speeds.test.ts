import { describe, expect, test } from 'vitest';
import { figuresOf } from '@/lib/comparison/figures';
import type { LaneEvent } from '@/lib/protocol/run-event';
import { answerOf, done, failed, pieces, reasoning, text, usage } from '../support/lane-events';

describe('writing speed', () => {
  const speed = (...events: LaneEvent[]) => figuresOf(answerOf(...events), null).writingSpeed;

  test('leaves out reasoning that was counted and not shown', () => {
    const hidden = answerOf(...pieces(120, 20_100, 23_100), done(23_200, { usage: usage(10, 2300, 2000) }));
    const { writingSpeed, overallSpeed, think } = figuresOf(hidden, null);
    expect(writingSpeed?.perSecond).toBeGreaterThan(97);
    expect(writingSpeed?.perSecond).toBeLessThan(103);
    expect(overallSpeed?.perSecond).toBeCloseTo(100, 6);
    expect(think).toBe('hidden');
  });

  test('leaves out reasoning that was shown, by the provider’s count of it', () => {
    const events = [reasoning(1100), ...pieces(100, 2100, 3100), done(3200, { usage: usage(10, 300, 200) })];
    expect(speed(...events)).toEqual({ perSecond: 99, estimated: false });
  });

  test('guesses how much was reasoning where it was shown and not counted', () => {
    const uncounted = [
      reasoning(1100, 'hmm '.repeat(200)),
      ...pieces(100, 2100, 3100, 'hmm '),
      done(3200, { usage: usage(10, 300) }),
    ];
    expect(speed(...uncounted)).toEqual({ perSecond: 99, estimated: true });
  });

  test('leaves out the first piece, by its characters: it was there when writing began', () => {
    const events = (first: string) => [text(1000, first), text(1500, 'x'.repeat(40)), text(2000, 'x'.repeat(40))];
    const counted = done(2100, { usage: usage(1, 100) });
    expect(speed(...events('x'.repeat(20)), counted)?.perSecond).toBe(80);
    expect(speed(...events('x'.repeat(120)), counted)?.perSecond).toBe(40);
    expect(speed(text(900, '\n\n'), ...events('x'.repeat(118)), counted)?.perSecond).toBe(40);
  });

  test.each([
    ['three pieces', 3, 600, 100, true],
    ['two pieces', 2, 1000, 200, false],
    ['one piece', 1, 0, 500, false],
    ['500 ms', 10, 500, 100, true],
    ['499 ms', 10, 499, 100, false],
    ['one instant', 10, 0, 100, false],
    ['20 tokens after the first piece', 11, 1000, 22, true],
    ['19 tokens after the first piece', 11, 1000, 21, false],
    ['no token', 10, 1000, 0, true],
  ] as const)('needs enough of it: %s', (_, count, ms, output, known) => {
    const said = count === 1 ? [text(1000)] : pieces(count, 1000, 1000 + ms, 'x'.repeat(40));
    expect(speed(...said, done(9000, { usage: usage(1, output) })) !== null).toBe(known);
  });

  test('is unknown where more reasoning was counted than output, or nearly all came at once', () => {
    expect(speed(...pieces(50, 1000, 3000), done(4000, { usage: usage(1, 200, 900) }))).toBeNull();
    const burst = [
      text(1000, 'x'.repeat(4000)),
      text(1500, 'x'),
      text(2000, 'x'),
      done(2100, { usage: usage(1, 1000) }),
    ];
    expect(speed(...burst)).toBeNull();
  });

  test('of a lane that was not counted is an estimate from its text, while it writes and however it ends', () => {
    const written = [reasoning(500, 'x'.repeat(4000)), ...pieces(101, 1000, 2000, 'x'.repeat(4))];
    for (const ending of [[], [failed(60_000)], [done(3000)], [done(3000, { reason: 'stopped' as const })]]) {
      expect(speed(...written, ...ending)).toEqual({ perSecond: 100, estimated: true });
    }
  });

  test.each(['語', '😀', '👩‍👩‍👧‍👦', 'é'])('of equal pieces of %s leaves out one of them', (sign) => {
    const equal = [...pieces(101, 1000, 2000, sign), done(2100, { usage: usage(1, 101) })];
    expect(speed(...equal)?.perSecond).toBeCloseTo(100, 6);
  });
});

describe('overall speed', () => {
  const speed = (...events: LaneEvent[]) => figuresOf(answerOf(...events), null).overallSpeed;

  test('is output tokens over the time from the start to the last output, whenever the lane ends', () => {
    expect(speed(text(1100), text(2100), done(9000, { usage: usage(10, 100) }))).toEqual({
      perSecond: 50,
      estimated: false,
    });
  });

  test('has reasoning both in the tokens and in the time', () => {
    expect(speed(reasoning(1100), text(2100), done(2200, { usage: usage(10, 100, 60) }))?.perSecond).toBe(50);
    expect(speed(reasoning(1100, 'x'.repeat(80)))).toEqual({ perSecond: 20, estimated: true });
  });

  test('is known of a single piece, and unknown where nothing took time or nothing came', () => {
    expect(speed(text(2100), done(5000, { usage: usage(1, 200) }))?.perSecond).toBe(100);
    expect(speed(text(100), done(5000, { usage: usage(1, 200) }))).toBeNull();
    expect(speed(done(5000, { usage: usage(1, 200, 200) }))).toBeNull();
  });
});

describe('rhythm', () => {
  const rhythm = (...at: number[]) => figuresOf(answerOf(...at.map((ms) => text(ms)), done(90_000)), null).rhythm;

  test('is the median of the gaps between pieces of text, and the gap that one in twenty exceeds', () => {
    expect(rhythm(1000, 1020, 1040, 1070)).toEqual({ p50: 20, p95: 29, inBursts: false });
    expect(rhythm(1000, 1020)).toEqual({ p50: 20, p95: 20, inBursts: false });
  });

  test('is in bursts where that is over twice the median', () => {
    expect(rhythm(1000, 1010, 1020, 1030, 1230)?.inBursts).toBe(true);
    expect(rhythm(1000, 1000, 1000)).toEqual({ p50: 0, p95: 0, inBursts: false });
  });

  test('is unknown of one piece, and while a lane runs', () => {
    expect(rhythm(1000)).toBeNull();
    expect(figuresOf(answerOf(text(1000), text(1020)), null).rhythm).toBeNull();
  });

  test('takes no notice of reasoning or of white space before the first word', () => {
    const answer = answerOf(
      text(500, '\n'),
      reasoning(900),
      text(1000),
      text(1020),
      reasoning(1030),
      text(1040),
      failed(2000),
    );
    expect(figuresOf(answer, null).rhythm).toEqual({ p50: 20, p95: 20, inBursts: false });
  });
});
