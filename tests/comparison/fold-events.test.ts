import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldEvents } from '@/lib/comparison/fold-events';
import { attemptsOf, type ComparisonState, emptyState, latestAnswer } from '@/lib/comparison/state';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import type { LaneEvent, RunEvent } from '@/lib/protocol/run-event';
import { numbered } from '../support/fold-runs';

const timestamp = '2026-11-22T10:00:00.000Z';

function runEvent(lanes: readonly Lane[], turn = 1): RunEvent {
  return { type: 'run', at: 0, run: 'r', comparison: 'c', turn, lanes: lanes.map((lane) => tag(lane)), timestamp };
}

function tag(lane: Lane) {
  return { lane, model: `m/${lane}` };
}

function start(lane: Lane, attempt = 1): RunEvent {
  return { type: 'start', at: 0, ...tag(lane), attempt, timestamp };
}

function done(lane: Lane, at: number): RunEvent {
  const rest = { usage: null, cost: null, provider: null, servedModel: null };
  return { type: 'done', at, ...tag(lane), timestamp, reason: 'stop', ...rest };
}

const pieceArbitrary = fc.record({
  type: fc.constantFrom('chunk' as const, 'reasoning' as const),
  content: fc.string({ minLength: 1, maxLength: 4 }),
});

/** The events of each lane, and for each step the lane that goes next. */
const lanesArbitrary = fc.record({
  lanes: fc.array(fc.array(pieceArbitrary, { maxLength: 12 }), { minLength: 1, maxLength: 5 }),
  orders: fc.tuple(
    fc.array(fc.nat(), { minLength: 80, maxLength: 80 }),
    fc.array(fc.nat(), { minLength: 80, maxLength: 80 }),
  ),
});

function interleave(lanes: readonly LaneEvent[][], order: readonly number[]): LaneEvent[] {
  const rest = lanes.map((events) => [...events]);
  const mixed: LaneEvent[] = [];
  for (let step = 0; rest.some((events) => events.length > 0); step++) {
    const waiting = rest.filter((events) => events.length > 0);
    const next = waiting[(order[step % order.length] ?? 0) % waiting.length]?.shift();
    if (next) mixed.push(next);
  }
  return mixed;
}

describe('the fold', () => {
  test('gives one result for every interleaving that keeps each lane in order', () => {
    fc.assert(
      fc.property(lanesArbitrary, ({ lanes, orders }) => {
        const letters = lanes.map((_, index) => LANE_LETTERS[index] as Lane);
        const perLane = lanes.map((pieces, index) => {
          const lane = letters[index] as Lane;
          const events = pieces.map((piece, at) => ({ ...piece, at, ...tag(lane) }) as LaneEvent);
          return [...events, done(lane, pieces.length) as LaneEvent];
        });
        const whole = (order: readonly number[]) =>
          numbered([runEvent(letters), ...letters.map((lane) => start(lane)), ...interleave(perLane, order)]);
        const one = foldEvents(emptyState, 'r', whole(orders[0]));
        const other = foldEvents(emptyState, 'r', whole(orders[1]));
        expect(one).toEqual(other);
        letters.forEach((lane, index) => {
          const text = (lanes[index] ?? []).filter((piece) => piece.type === 'chunk').map((piece) => piece.content);
          expect(latestAnswer(one, 1, lane)?.text).toBe(text.join(''));
        });
      }),
      { numRuns: 300, seed: 20261122 },
    );
  });

  test('gives the same whether the log comes at once, in pieces or twice over', () => {
    fc.assert(
      fc.property(
        fc.array(pieceArbitrary, { maxLength: 30 }),
        fc.array(fc.nat(40), { maxLength: 5 }),
        (pieces, cuts) => {
          const events = pieces.map((piece, at) => ({ ...piece, at, ...tag('A') }) as LaneEvent);
          const log = numbered([runEvent(['A']), start('A'), ...events, done('A', pieces.length)]);
          const atOnce = foldEvents(emptyState, 'r', log);
          let inPieces: ComparisonState = emptyState;
          let from = 0;
          for (const to of [...cuts.sort((one, other) => one - other), log.length]) {
            // Each piece is read again from a little before, as a reconnecting reader may.
            inPieces = foldEvents(inPieces, 'r', log.slice(Math.max(0, from - 2), to));
            from = Math.max(from, to);
          }
          expect(inPieces).toEqual(atOnce);
        },
      ),
      { numRuns: 200, seed: 20261122 },
    );
  });

  test('leaves the state it was given as it was', () => {
    const log = numbered([runEvent(['A']), start('A'), chunk('A', 1, 'one'), chunk('A', 2, 'two')]);
    const before = foldEvents(emptyState, 'r', log.slice(0, 3));
    const frozen = JSON.stringify(before);
    foldEvents(before, 'r', log.slice(3));
    expect(JSON.stringify(before)).toBe(frozen);
  });

  test('keeps the reference of a lane that got no event', () => {
    const before = foldEvents(emptyState, 'r', numbered([runEvent(['A', 'B']), start('A'), start('B')]));
    const after = foldEvents(before, 'r', [{ sequence: 4, event: chunk('A', 1, 'x') }]);
    expect(latestAnswer(after, 1, 'B')).toBe(latestAnswer(before, 1, 'B'));
    expect(latestAnswer(after, 1, 'A')).not.toBe(latestAnswer(before, 1, 'A'));
  });

  test('walks the phases: waiting, thinking, writing, done', () => {
    const log = numbered([
      runEvent(['A']),
      start('A'),
      { type: 'queued', at: 5, ...tag('A') },
      { type: 'reasoning', at: 10, ...tag('A'), content: 'hm' },
      chunk('A', 20, 'yes'),
      done('A', 30),
    ]);
    const phases = log.map(
      (_, index) => latestAnswer(foldEvents(emptyState, 'r', log.slice(0, index + 1)), 1, 'A')?.phase,
    );
    expect(phases).toEqual([undefined, 'waiting', 'waiting', 'thinking', 'writing', 'done']);
  });

  test('keeps what came beside the text, with its time, and no phase goes by it', () => {
    const source = { kind: 'source', url: 'https://example.com/p', title: 'Paris' } as const;
    const picture = { kind: 'picture', mediaType: 'image/png' } as const;
    const log = numbered([
      runEvent(['A']),
      start('A'),
      { type: 'note', at: 5, ...tag('A'), note: picture },
      { type: 'note', at: 7, ...tag('A'), note: source },
    ]);
    expect(latestAnswer(foldEvents(emptyState, 'r', log), 1, 'A')).toMatchObject({
      phase: 'waiting',
      notes: [
        { ...picture, at: 5 },
        { ...source, at: 7 },
      ],
      textMarks: [],
    });
  });

  test('says that OpenRouter billed where a log does not say', () => {
    const log = numbered([runEvent(['A', 'B']), start('A'), start('B'), done('A', 5)]);
    const byProvider = { sequence: 5, event: { ...done('B', 6), billedBy: 'provider' } as RunEvent };
    const state = foldEvents(emptyState, 'r', [...log, byProvider]);
    expect(latestAnswer(state, 1, 'A')).toMatchObject({ ending: { billedBy: 'openrouter' } });
    expect(latestAnswer(state, 1, 'B')).toMatchObject({ ending: { billedBy: 'provider' } });
  });

  test('puts attempts in their order, whichever run is read first', () => {
    const first = numbered([runEvent(['A']), start('A', 1), done('A', 5)]);
    const second = numbered([{ ...runEvent(['A']), run: 'r2' } as RunEvent, start('A', 2), chunk('A', 3, 'again')]);
    const one = foldEvents(foldEvents(emptyState, 'r', first), 'r2', second);
    const other = foldEvents(foldEvents(emptyState, 'r2', second), 'r', first);
    expect(attemptsOf(one, 1, 'A').map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(other.turns).toEqual(one.turns);
  });

  test('takes nothing more for a lane that has ended', () => {
    const log = numbered([runEvent(['A']), start('A'), done('A', 5), chunk('A', 6, 'late'), done('A', 7)]);
    const answer = latestAnswer(foldEvents(emptyState, 'r', log), 1, 'A');
    expect(answer).toMatchObject({ phase: 'done', endedAt: 5, text: '' });
  });

  test('keeps partial text with a failure', () => {
    const error: RunEvent = { type: 'error', at: 9, ...tag('A'), timestamp, failure: { code: 'stalled' } };
    const log = numbered([runEvent(['A']), start('A'), chunk('A', 1, 'half'), error]);
    expect(latestAnswer(foldEvents(emptyState, 'r', log), 1, 'A')).toMatchObject({
      phase: 'failed',
      text: 'half',
      failure: { code: 'stalled' },
    });
  });

  test('folds a log of 20,000 pieces in one go without copying all of them for each', () => {
    const pieces = Array.from({ length: 20_000 }, (_, at) => chunk('A', at, 'word '));
    const state = foldEvents(emptyState, 'r', numbered([runEvent(['A']), start('A'), ...pieces]));
    expect(latestAnswer(state, 1, 'A')?.textMarks).toHaveLength(40_000);
  });

  test('sums a run up over the lanes that are done, whatever its log says of the sum', () => {
    const failed: RunEvent = { type: 'error', at: 9000, ...tag('C'), timestamp, failure: { code: 'stalled' } };
    const stopped: RunEvent = { ...done('D', 8000), reason: 'stopped' } as RunEvent;
    const old: RunEvent = { type: 'end', at: 9000, together: 9000, oneAfterAnother: 20_000, speedup: 20 / 9 };
    const lanes: Lane[] = ['A', 'B', 'C', 'D'];
    const log = [
      runEvent(lanes),
      ...lanes.map((lane) => start(lane)),
      done('A', 1000),
      done('B', 2000),
      stopped,
      failed,
      old,
    ];
    const { runs } = foldEvents(emptyState, 'r', numbered(log));
    expect(runs.r?.end).toEqual({ type: 'end', at: 9000, together: 2000, oneAfterAnother: 3000, speedup: 1.5 });
  });

  test('has a speed-up of 1 for a run of which no lane is done', () => {
    const failed: RunEvent = { type: 'error', at: 9000, ...tag('A'), timestamp, failure: { code: 'stalled' } };
    const old: RunEvent = { type: 'end', at: 9000, together: 9000, oneAfterAnother: 9000, speedup: 1 };
    const { runs } = foldEvents(emptyState, 'r', numbered([runEvent(['A']), start('A'), failed, old]));
    expect(runs.r?.end).toMatchObject({ together: 0, oneAfterAnother: 0, speedup: 1 });
  });

  test('copies the runs and a turn’s answers once a call, however many events it folds', () => {
    const copies = { runs: 0, answers: 0 };
    const counted = <Map extends object>(map: Map, name: keyof typeof copies): Map =>
      new Proxy(map, {
        ownKeys(target) {
          copies[name] += 1;
          return Reflect.ownKeys(target);
        },
      });
    const begun = foldEvents(emptyState, 'r', numbered([runEvent(['A', 'B']), start('A'), start('B')]));
    const [turn] = begun.turns;
    if (!turn) throw new Error('the run has a turn');
    const state = {
      turns: [{ ...turn, answers: counted(turn.answers, 'answers') }],
      runs: counted(begun.runs, 'runs'),
    };
    const pieces = Array.from({ length: 100 }, (_, at) => chunk(at % 2 === 0 ? 'A' : 'B', at, 'word '));
    const entries = [...pieces, done('A', 200), done('B', 300)].map((event, index) => ({ sequence: index + 4, event }));
    const folded = foldEvents(state, 'r', entries);
    expect(copies).toEqual({ runs: 1, answers: 1 });
    expect(latestAnswer(folded, 1, 'B')).toMatchObject({ phase: 'done', text: 'word '.repeat(50) });
  });

  test('tells a run’s kind, of older logs by the attempts of its lanes', () => {
    const kindOf = (...events: RunEvent[]) => foldEvents(emptyState, 'r', numbered(events)).runs.r?.kind;
    expect(kindOf(runEvent(['A']), start('A'))).toBe('turn');
    expect(kindOf(runEvent(['A']), start('A', 2))).toBe('retry');
    expect(kindOf({ ...runEvent(['A']), kind: 'retry' } as RunEvent, start('A'))).toBe('retry');
  });
});

function chunk(lane: Lane, at: number, content: string): RunEvent {
  return { type: 'chunk', at, ...tag(lane), content };
}
