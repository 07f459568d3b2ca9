import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANE_LETTERS } from '@/lib/protocol/lane';
import type { LaneEvent } from '@/lib/protocol/run-event';
import type { CallEnd, CallSink } from '@/lib/provider/model-call';
import { HoldTimer } from '@/lib/run/piece-merger';
import { startRunClock } from '@/lib/run/run-clock';
import { fanOut } from '@/lib/run/start-run';
import { FakeClock, settle } from '../support/fake-clock';

const finish: CallEnd = {
  type: 'finish',
  reason: 'stop',
  usage: null,
  cost: null,
  billedBy: 'openrouter',
  provider: null,
  servedModel: null,
};

const ENDINGS = ['finish', 'fail', 'fail-retryable', 'throw', 'throw-at-once', 'hang', 'deaf'] as const;

const DOES = ['text', 'text', 'text', 'reasoning', 'processing', 'alive', 'note', 'doneMark'] as const;

const stepArbitrary = fc.record({
  after: fc.nat(400),
  does: fc.constantFrom(...DOES),
});
const laneArbitrary = fc.record({
  steps: fc.array(stepArbitrary, { maxLength: 8 }),
  ending: fc.constantFrom(...ENDINGS),
  stopAt: fc.option(fc.nat(2500), { nil: null, freq: 4 }),
});
const scheduleArbitrary = fc.record({
  lanes: fc.array(laneArbitrary, { minLength: 1, maxLength: 8 }),
  stopAllAt: fc.option(fc.nat(3000), { nil: null, freq: 6 }),
});

type ArbitraryOf<T> = T extends fc.Arbitrary<infer Value> ? Value : never;
type LaneSchedule = ArbitraryOf<typeof laneArbitrary>;
type Schedule = ArbitraryOf<typeof scheduleArbitrary>;

/** Plays a lane's schedule as a model call; `open` counts the calls that are neither over nor told to stop. */
function source(name: string, { steps, ending }: LaneSchedule, clock: FakeClock, open: Set<object>) {
  return (signal: AbortSignal, sink: CallSink): Promise<CallEnd> => {
    if (ending === 'throw-at-once') throw new Error('at once');
    const token = {};
    open.add(token);
    signal.addEventListener('abort', () => open.delete(token));
    return new Promise((resolve, reject) => {
      let index = 0;
      const next = () => {
        if (signal.aborted && ending !== 'deaf') return reject(signal.reason);
        const step = steps[index];
        if (step) return void clock.after(step.after, () => play(step));
        if (ending === 'hang') return;
        if (ending === 'deaf') return signal.aborted ? undefined : void clock.after(50, babble);
        open.delete(token);
        if (ending === 'throw') reject(new Error('later'));
        else if (ending === 'finish') resolve(finish);
        else resolve({ type: 'failure', failure: { code: ending === 'fail' ? 'out-of-credit' : 'connection-lost' } });
      };
      const play = (step: (typeof steps)[number]) => {
        if (step.does === 'text' || step.does === 'reasoning') sink.piece(step.does, `${name}${index};`);
        else if (step.does === 'note') sink.note({ kind: 'tool', name: `${name}${index}` });
        else sink[step.does]();
        index += 1;
        next();
      };
      /** A deaf source: it hears no signal and goes on talking for a while after it. */
      const babble = () => {
        for (let more = 0; more < 3; more++) sink.piece('text', `${name}x;`);
        if (!signal.aborted) clock.after(1000, babble);
      };
      next();
    });
  };
}

async function play(schedule: Schedule) {
  const clock = new FakeClock();
  const events: LaneEvent[] = [];
  const open = new Set<object>();
  const planned = schedule.lanes.map((lane, index) => {
    const letter = LANE_LETTERS[index] ?? 'A';
    return { lane: letter, model: `m/${letter}`, attempt: 1, call: source(letter, lane, clock, open) };
  });
  const lanes = fanOut(planned, {
    clock: startRunClock(clock),
    hold: new HoldTimer(clock),
    laneMs: 280_000,
    emit: (event) => events.push(event),
  });
  schedule.lanes.forEach(({ stopAt }, index) => {
    if (stopAt !== null) clock.after(stopAt, () => lanes[index]?.stop());
  });
  if (schedule.stopAllAt !== null) clock.after(schedule.stopAllAt, () => lanes.map((lane) => lane.stop()));
  await clock.advance(300_000);
  await Promise.all(lanes.map((lane) => lane.ended));
  await settle();
  return { events, open, pending: clock.pending, lanes: lanes.map((lane) => lane.lane) };
}

describe('fan-out', () => {
  test('keeps every lane whole, apart and ended once, over 600 seeded schedules', async () => {
    await fc.assert(
      fc.asyncProperty(scheduleArbitrary, async (schedule) => {
        const { events, open, pending, lanes } = await play(schedule);

        const starts = events.slice(0, lanes.length);
        expect(starts.map((event) => [event.type, event.lane])).toEqual(lanes.map((lane) => ['start', lane]));
        expect(new Set(starts.map(({ at }) => at))).toEqual(new Set([0]));

        lanes.forEach((lane, index) => {
          const own = events.filter((event) => event.lane === lane);
          expect(own.every((event) => event.model === `m/${lane}`)).toBe(true);
          const ends = own.filter(({ type }) => type === 'done' || type === 'error');
          expect(ends).toHaveLength(1);
          expect(own.at(-1)).toBe(ends[0]);
          expect(own.map(({ at }) => at)).toEqual(own.map(({ at }) => at).sort((one, other) => one - other));

          const notes = own.flatMap((event) =>
            event.type === 'note' && event.note.kind === 'tool' ? [event.note] : [],
          );
          expect(notes.every(({ name }) => name.startsWith(lane))).toBe(true);
          expect(new Set(notes.map(({ name }) => name)).size, 'each note once').toBe(notes.length);

          const pieces = own.flatMap((event) => ('content' in event ? event.content.split(';').slice(0, -1) : []));
          expect(pieces.every((piece) => piece.startsWith(lane))).toBe(true);
          const { steps, ending, stopAt } = schedule.lanes[index] as LaneSchedule;
          const sent = steps.flatMap(({ does }, at) =>
            does === 'text' || does === 'reasoning' ? [`${lane}${at}`] : [],
          );
          const scripted = pieces.filter((piece) => piece !== `${lane}x`);
          expect(scripted).toEqual(sent.slice(0, scripted.length));
          if (ending === 'finish' && stopAt === null && schedule.stopAllAt === null) expect(scripted).toEqual(sent);
        });
        expect(open.size, 'sources left open').toBe(0);
        expect(pending, 'timers left').toBe(0);
      }),
      { numRuns: 600, seed: 20261122 },
    );
  }, 120_000);
});
