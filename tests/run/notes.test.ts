import { describe, expect, test } from 'vitest';
import { MOST_NOTES } from '@/lib/protocol/note';
import type { LaneEvent } from '@/lib/protocol/run-event';
import { failed, type ModelCall } from '@/lib/provider/model-call';
import { HoldTimer } from '@/lib/run/piece-merger';
import { startRunClock } from '@/lib/run/run-clock';
import { runLane } from '@/lib/run/run-lane';
import { LIMITS } from '@/lib/run/start-try';
import { FakeClock, settle } from '../support/fake-clock';

const source = (nth: number) => ({ kind: 'source', url: `https://example.com/${nth}`, title: `Page ${nth}` }) as const;

/** Runs a lane whose model does that. */
function run(call: ModelCall) {
  const clock = new FakeClock();
  const events: LaneEvent[] = [];
  const context = {
    clock: startRunClock(clock),
    hold: new HoldTimer(clock),
    laneMs: 280_000,
    emit: (event: LaneEvent) => events.push(event),
  };
  const { ended } = runLane({ lane: 'A', model: 'm/A', attempt: 1, call }, context);
  return { clock, events, ended };
}

const finish = {
  type: 'finish',
  reason: 'stop',
  usage: null,
  cost: 0.036,
  billedBy: 'provider',
  provider: null,
  servedModel: null,
} as const;

describe('what comes beside the text', () => {
  test('stands in the log where it came, once, and the end says who billed', async () => {
    const { events, ended } = run(async (_, sink) => {
      sink.piece('text', 'Paris ');
      sink.piece('text', 'is ');
      sink.piece('text', 'big.');
      sink.note(source(1));
      sink.piece('text', ' Very.');
      sink.note(source(1));
      sink.note(source(2));
      return finish;
    });
    await ended;
    expect(events).toMatchObject([
      { type: 'chunk', content: 'Paris ' },
      { type: 'chunk', content: 'is big.' },
      { type: 'note', note: source(1) },
      { type: 'chunk', content: ' Very.' },
      { type: 'note', note: source(2) },
      { type: 'done', cost: 0.036, billedBy: 'provider' },
    ]);
  });

  test('is kept a hundred times at most', async () => {
    const { events, ended } = run(async (_, sink) => {
      for (let nth = 0; nth < 1000; nth++) sink.note(source(nth));
      return finish;
    });
    await ended;
    expect(events.filter(({ type }) => type === 'note')).toHaveLength(MOST_NOTES);
    expect(events.at(-1)).toMatchObject({ type: 'done' });
  });

  test('is output: a failure after it is not tried again', async () => {
    const { events, ended } = run(async (_, sink) => {
      sink.note({ kind: 'picture', mediaType: 'image/png' });
      return failed({ code: 'connection-lost' });
    });
    await ended;
    expect(events.map(({ type }) => type)).toEqual(['note', 'error']);
  });

  test('is output: silence after it is a stall', async () => {
    const { clock, events, ended } = run(async (signal, sink) => {
      sink.note({ kind: 'tool', name: 'look_up' });
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(failed({ code: 'unknown' }))));
    });
    await settle();
    await clock.advance(LIMITS.silence);
    await ended;
    expect(events).toMatchObject([{ type: 'note' }, { type: 'error', failure: { code: 'stalled' } }]);
  });
});
