import { describe, expect, test } from 'vitest';
import { runningNote } from '@/components/share-page/replay-bar';
import { lanesOf } from '@/lib/client/pane-state';
import { createReadingPlaces } from '@/lib/client/reading-places';
import { createSharedTurn, isOver, type SharedTurnPorts, sharedTurnPanes } from '@/lib/client/shared-turn';
import { type ComparisonState, latestAnswer } from '@/lib/comparison/state';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { foldRuns } from '../support/fold-runs';
import { comparisonOf, runRecord, turnRecord } from '../support/records';
import { framesOf, runEvents, streamOf } from '../support/run-frames';

const first = runEvents('r1', { A: ['a', 'b', 'c', 'd'], B: ['x', 'y'] });
const second = runEvents('r2', { B: ['only', ' you'] }, 2);

function recordOf(...turns: { run: string; lanes: Lane[] }[]): ComparisonRecord {
  return comparisonOf(
    ...turns.map(({ run, lanes }, index) =>
      turnRecord(index + 1, `prompt ${index + 1}`, runRecord(run, lanes.map((lane) => `${lane}1`).join(' '))),
    ),
  );
}

const oneTurn = recordOf({ run: 'r1', lanes: ['A', 'B'] });

/** A turn whose clock and frames are turned by hand. */
function turnByHand(record: ComparisonRecord, state: ComparisonState, reopen: SharedTurnPorts['reopen'] = never) {
  let now = 0;
  let frames: (() => void)[] = [];
  const turn = createSharedTurn(
    sharedTurnPanes(record, state, record.turns.length),
    {},
    {
      reopen,
      getAnswerPiece: async () => ({ content: '', next: null }),
      pause: () => new Promise(() => {}),
      places: createReadingPlaces(() => new Promise(() => {})),
      now: () => now,
      nextFrame: (draw) => void frames.push(draw),
    },
  );
  return {
    turn,
    frame(ms: number) {
      now += ms;
      const due = frames;
      frames = [];
      for (const draw of due) draw();
    },
    playedText: (lane: Lane) => latestAnswer(turn.played.store.getState().answers, record.turns.length, lane)?.text,
  };
}

const never: SharedTurnPorts['reopen'] = () => new Promise(() => {});

describe('a shared turn', () => {
  test('that has ended reads nothing from the server', () => {
    const asked: string[] = [];
    const { turn } = turnByHand(oneTurn, foldRuns(['r1', first]), async (run) => {
      asked.push(run);
      return new Response(null, { status: 404 });
    });
    expect(isOver(turn.kept.store.getState())).toBe(true);
    turn.connect()();
    expect(asked).toEqual([]);
  });

  test('shows a moment of its replay by the replay’s own clock, and then itself again', () => {
    const state = foldRuns(['r1', first]);
    const { turn, frame, playedText } = turnByHand(oneTurn, state);
    expect(turn.played.store.getState().answers).toBe(turn.kept.store.getState().answers);
    turn.replay.play();
    expect(playedText('A')).toBe('');
    frame(11);
    expect([playedText('A'), playedText('B')]).toEqual(['ab', 'xy']);
    expect(turn.played.clocks.elapsed('r1')).toBe(11);
    expect(latestAnswer(turn.kept.store.getState().answers, 1, 'A')?.text).toBe('abcd');
    frame(89);
    expect(turn.played.store.getState().answers).toBe(turn.kept.store.getState().answers);
    // The track’s scale is that of the end all the while.
    expect(turn.played.leastEdge?.()).toBe(100);
  });

  test('draws nothing anew for a moment at which nothing came', () => {
    const { turn } = turnByHand(oneTurn, foldRuns(['r1', first]));
    turn.replay.seek(50);
    const before = turn.played.store.getState();
    turn.replay.seek(60);
    expect(turn.played.store.getState()).toBe(before);
  });

  test('holds the lanes that were asked in it, and the turns before it as their history', () => {
    const record = recordOf({ run: 'r1', lanes: ['A', 'B'] }, { run: 'r2', lanes: ['B'] });
    const state = foldRuns(['r1', first], ['r2', second]);
    const later = sharedTurnPanes(record, state, 2);
    expect(lanesOf(later).map(({ lane }) => lane)).toEqual(['B']);
    expect(later.record?.turns).toHaveLength(2);
    expect(latestAnswer(later.answers, 1, 'B')?.text).toBe('xy');
    const earlier = sharedTurnPanes(record, state, 1);
    expect(earlier.record?.turns).toHaveLength(1);
    expect(earlier.answers.turns).toHaveLength(1);
  });

  test('that is under way goes on from what the server had drawn, and can be replayed once it is over', async () => {
    const asked: number[] = [];
    const begun = first.slice(0, 5);
    const { turn, frame, playedText } = turnByHand(
      oneTurn,
      foldRuns(['r1', begun]),
      async (_run, { sequence: after }) => {
        asked.push(after);
        return streamOf(framesOf(first, after));
      },
    );
    expect(isOver(turn.kept.store.getState())).toBe(false);
    const letGo = turn.connect();
    await expect
      .poll(() => {
        frame(0);
        return isOver(turn.kept.store.getState());
      })
      .toBe(true);
    expect(asked).toEqual([begun.length]);
    expect(playedText('A')).toBe('abcd');
    turn.replay.seek(10);
    expect(playedText('A')).toBe('a');
    letGo();
  });

  test('whose link is taken back says so, and keeps what has come', async () => {
    const { turn, playedText } = turnByHand(oneTurn, foldRuns(['r1', first.slice(0, 5)]), async () => {
      return new Response(null, { status: 410 });
    });
    const letGo = turn.connect();
    await expect.poll(() => turn.kept.store.getState().connections).toEqual({ r1: 'revoked' });
    expect(runningNote(turn.kept.store.getState())).toMatch(/^This link no longer works/);
    expect(playedText('A')).toBe('a');
    letGo();
  });

  test('whose reading is refused reads nothing more until it is told to', async () => {
    const asked: number[] = [];
    const begun = first.slice(0, 5);
    const { turn, frame } = turnByHand(oneTurn, foldRuns(['r1', begun]), async (_run, { sequence: after }) => {
      asked.push(after);
      return asked.length === 1 ? new Response(null, { status: 429 }) : streamOf(framesOf(first, after));
    });
    const disconnect = turn.connect();
    const refused = { status: 429, retryAfterMs: null, refusedAt: '' };
    await expect.poll(() => turn.kept.store.getState().connections).toEqual({ r1: refused });
    turn.played.reconnect();
    expect(turn.kept.store.getState().connections).toEqual({ r1: 'reconnecting' });
    await expect
      .poll(() => {
        frame(0);
        return isOver(turn.kept.store.getState());
      })
      .toBe(true);
    expect(asked).toEqual([begun.length, begun.length]);
    turn.played.reconnect();
    expect(asked).toHaveLength(2);
    disconnect();
  });

  test('pauses its replay when the page is left', () => {
    const { turn, frame } = turnByHand(oneTurn, foldRuns(['r1', first]));
    const letGo = turn.connect();
    turn.replay.play();
    frame(10);
    letGo();
    expect(turn.replay.store.getState()).toMatchObject({ phase: 'paused', ms: 10 });
  });
});
