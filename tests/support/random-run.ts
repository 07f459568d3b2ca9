import fc from 'fast-check';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import type { Note } from '@/lib/protocol/note';
import type { LaneEvent, RunEvent } from '@/lib/protocol/run-event';

const timestamp = '2026-11-22T10:00:00.000Z';
const laneAndModel = (lane: Lane) => ({ lane, model: `m/${lane}` });

/** How a run `r` of these lanes begins: all start at once. */
export function opening(lanes: readonly Lane[]): RunEvent[] {
  return [
    { type: 'run', at: 0, run: 'r', comparison: 'c', turn: 1, lanes: lanes.map(laneAndModel), timestamp },
    ...lanes.map((lane): RunEvent => ({ type: 'start', at: 0, ...laneAndModel(lane), attempt: 1, timestamp })),
  ];
}

/** Pieces of any script; some begin or end in the middle of a surrogate pair. */
const contentArbitrary = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 5 }),
  fc.constantFrom('\ud83d', '\ude00', 'a\ud83d', '\ude00b'),
);

const NOTES: readonly Note[] = [
  { kind: 'source', url: 'https://example.com/p', title: 'Paris' },
  { kind: 'picture', mediaType: 'image/png' },
  { kind: 'tool', name: 'look_up' },
];

const laneArbitrary = fc.record({
  isQueued: fc.boolean(),
  queued: fc.nat(2),
  retries: fc.nat(2),
  pieces: fc.array(fc.record({ type: fc.constantFrom('reasoning', 'chunk', 'note'), content: contentArbitrary }), {
    maxLength: 15,
  }),
  ending: fc.constantFrom('stop', 'length', 'stopped', 'error'),
  gaps: fc.array(fc.nat(30), { minLength: 24, maxLength: 24 }),
  /** At which places of the whole log it speaks. */
  places: fc.array(fc.nat(100), { minLength: 24, maxLength: 24 }),
});

type LanePlan = typeof laneArbitrary extends fc.Arbitrary<infer Plan> ? Plan : never;

function eventsOf(lane: Lane, plan: LanePlan): { place: number; event: LaneEvent }[] {
  let at = 0;
  let place = 0;
  const events: { place: number; event: LaneEvent }[] = [];
  const say = (make: (at: number) => LaneEvent) => {
    at += plan.gaps[events.length] ?? 0;
    place = Math.max(place, plan.places[events.length] ?? 0);
    events.push({ place, event: make(at) });
  };
  const failure = { code: 'model-unavailable', status: 502 } as const;
  const rest = { usage: null, cost: 0.1, provider: 'P', servedModel: null, timestamp };
  if (plan.isQueued) say((at) => ({ type: 'queued', at, ...laneAndModel(lane), queue: 'source' }));
  if (plan.isQueued) say((at) => ({ type: 'called', at, ...laneAndModel(lane) }));
  for (let nth = 0; nth < plan.queued; nth++) say((at) => ({ type: 'queued', at, ...laneAndModel(lane) }));
  for (let nth = 2; nth < plan.retries + 2; nth++)
    say((at) => ({ type: 'retry', at, ...laneAndModel(lane), try: nth, delayMs: 1000, failure }));
  for (const { type, content } of plan.pieces) {
    const note = NOTES[content.length % NOTES.length] as Note;
    say((at) =>
      type === 'note'
        ? { type, at, ...laneAndModel(lane), note }
        : { type: type as 'reasoning' | 'chunk', at, ...laneAndModel(lane), content },
    );
  }
  const reason = plan.ending;
  if (reason === 'error') say((at) => ({ type: 'error', at, ...laneAndModel(lane), timestamp, failure }));
  else
    say((at) => ({
      type: 'done',
      at,
      ...laneAndModel(lane),
      reason: reason as 'stop' | 'length' | 'stopped',
      ...rest,
    }));
  return events;
}

/** The events of a run `r` up to its last lane's end, in the order of its log; all its lanes have ended. */
export const runArbitrary = fc.array(laneArbitrary, { minLength: 1, maxLength: 5 }).map((plans): RunEvent[] => {
  const lanes = plans.map((_, index) => LANE_LETTERS[index] as Lane);
  const said = plans.flatMap((plan, index) => eventsOf(lanes[index] as Lane, plan));
  // A stable sort: each lane stays in its own order, lanes mix in any.
  const log = said.sort((one, other) => one.place - other.place).map(({ event }) => event);
  return [...opening(lanes), ...log];
});
