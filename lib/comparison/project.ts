import type { Ballot } from '@/lib/protocol/ballot';
import type { ComparisonRecord, LaneRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { ReadersPoll } from '@/lib/protocol/poll';
import type { RunEvent } from '@/lib/protocol/run-event';
import { type Answer, isRunning } from './answer';
import { blindEvents, blindRecord, blindState } from './blind';
import { BLIND_TURN } from './hides-names';
import { selectedLanes } from './lanes';
import type { ComparisonState, RunState, TurnState } from './state';
import { LaneSpans, runSum } from './sum-of-lanes';
import { turnOf } from './turns';

/** The turns that are shown, in order, each with its lanes and the attempt of each. */
export type SharedTurns = readonly {
  readonly turn: number;
  readonly lanes: readonly { readonly lane: Lane; readonly attempt: number }[];
}[];

/** @returns every turn, with each lane on the page that it asked, at its selected attempt. */
export function selectedTurns(record: ComparisonRecord): SharedTurns {
  return record.turns.map((turn) => ({
    turn: turn.turn,
    lanes: selectedLanes(turn)
      .filter(({ lane }) => !record.removed.includes(lane))
      .map(({ lane, attempt }) => ({ lane, attempt })),
  }));
}

/** Who reads: the author of a comparison, who may not know the names yet, or a spectator of a link. */
export type Audience =
  | { readonly kind: 'author' }
  | { readonly kind: 'blind' }
  | {
      readonly kind: 'spectator';
      readonly slug: string;
      /** The title when the link was made. */
      readonly title: string | null;
      readonly turns: SharedTurns;
      /** May not know the names. */
      readonly blind?: boolean;
      /** Of a link that is a poll. */
      readonly poll?: ReadersPoll;
      /** Whose ballots the record has: none, the author's, or this reader's own in the blind turn. */
      readonly ballots?: 'none' | 'authors' | Ballot;
    };

/** A run with the lanes that an audience sees of it. */
export interface LanesOfRun {
  readonly lanes: readonly { readonly lane: Lane }[];
}

/** A comparison as one audience may see it. */
export interface Projection {
  record(record: ComparisonRecord): ComparisonRecord;
  state(state: ComparisonState): ComparisonState;
  /**
   * @param run the run in the projected record.
   * @returns a function that takes the run's events in their order, and returns what the audience sees of each.
   */
  events(run: LanesOfRun): (event: RunEvent) => readonly RunEvent[];
  /** The audience may not know the names. Then the events are a log of their own, numbered by itself. */
  readonly blind: boolean;
}

/** The one place that decides what a reader may see. Pages, wire, cards and exports go through it. */
export function project(audience: Audience): Projection {
  switch (audience.kind) {
    case 'author':
      return { record: (record) => record, state: (state) => state, events: () => (event) => [event], blind: false };
    case 'blind':
      return { record: blindRecord, state: blindState, events: blindEvents, blind: true };
    case 'spectator': {
      const shared = projectShared(audience);
      if (!audience.blind) return shared;
      return {
        record: (record) => blindRecord(shared.record(record)),
        state: (state) => blindState(shared.state(state)),
        events: (run) => inTurn(shared.events(run), blindEvents()),
        blind: true,
      };
    }
    default:
      return audience satisfies never;
  }
}

function projectShared({ slug, title, turns, poll, ballots = 'none' }: AudienceOf<'spectator'>): Projection {
  return {
    record: (record) => ({
      ...sharedRecord(record, turns, ballots),
      ...(poll && { poll }),
      // Who may not know the names gets the blind record.
      revealed: record.blind,
      id: slug,
      title,
      // What the author has besides it is nobody's business.
      starred: false,
      removed: [],
      from: null,
      branches: [],
      tags: [],
      lineUp: null,
    }),
    state: (state) => sharedState(state, turns),
    events: (run) => sharedEvents(run, slug),
    blind: false,
  };
}

type AudienceOf<Kind extends Audience['kind']> = Extract<Audience, { kind: Kind }>;
type TakeEvent = (event: RunEvent) => readonly RunEvent[];

function inTurn(first: TakeEvent, second: TakeEvent): TakeEvent {
  return (event) => first(event).flatMap(second);
}

/** Events of the run's shared lanes, so sequence numbers may have gaps; in `end` the sum of these lanes. */
function sharedEvents({ lanes: shared }: LanesOfRun, slug: string): TakeEvent {
  const spans = new LaneSpans();
  const isShared = (lane: Lane) => shared.some((candidate) => candidate.lane === lane);
  return (event) => {
    if (event.type === 'run') {
      return [{ ...event, comparison: slug, lanes: event.lanes.filter(({ lane }) => isShared(lane)) }];
    }
    if (event.type === 'end') return [spans.end()];
    if (!isShared(event.lane)) return [];
    spans.note(event);
    return [event];
  };
}

/** The record with those turns and attempts only; of lanes that were never asked in them nothing. */
function sharedRecord(
  record: ComparisonRecord,
  shared: SharedTurns,
  ballots: NonNullable<AudienceOf<'spectator'>['ballots']>,
): ComparisonRecord {
  const lanesIn = (turn: number) => turnOf(shared, turn)?.lanes ?? [];
  const turns = record.turns.flatMap((turn) => {
    const lanes = lanesIn(turn.turn);
    if (lanes.length === 0) return [];
    const isShared = (candidate: LaneRecord) =>
      lanes.some(({ lane, attempt }) => lane === candidate.lane && attempt === candidate.attempt);
    const runs = turn.runs
      .map((run) => ({ ...run, lanes: run.lanes.filter(isShared) }))
      .filter((run) => run.lanes.length > 0);
    const own = typeof ballots === 'string' || turn.turn !== BLIND_TURN ? null : ballots;
    const authors = ballots === 'authors' && turn.ballot && judges(turn.ballot, lanes) ? turn.ballot : null;
    return [{ ...turn, runs, selected: {}, ballot: own ?? authors }];
  });
  return { ...record, turns };
}

/** Whether a ballot is about these answers: another attempt may have been judged. */
function judges({ judged }: Ballot, lanes: SharedTurns[number]['lanes']): boolean {
  return Object.entries(judged).every(([letter, attempt]) =>
    lanes.some((shared) => shared.lane === letter && shared.attempt === attempt),
  );
}

/** The answers of those turns and attempts only. */
function sharedState(state: ComparisonState, shared: SharedTurns): ComparisonState {
  const turns = shared.map(({ turn, lanes }): TurnState => {
    const answers = turnOf(state.turns, turn)?.answers ?? {};
    const entries = lanes.map(({ lane, attempt }) => [
      lane,
      (answers[lane] ?? []).filter((answer) => answer.attempt === attempt),
    ]);
    return { turn, answers: Object.fromEntries(entries) };
  });
  const answers = turns.flatMap((turn) => Object.values(turn.answers).flat());
  const runs = Object.entries(state.runs).flatMap(([run, known]): [string, RunState][] => {
    const own = answers.filter((answer) => answer.run === run);
    return own.length === 0 ? [] : [[run, sharedRun(known, own)]];
  });
  return { turns, runs: Object.fromEntries(runs) };
}

/** The run as if it had been of those answers only: its sum would tell how long the others took. */
function sharedRun(run: RunState, answers: readonly Answer[]): RunState {
  const attempts = Object.fromEntries(answers.map(({ lane, attempt }) => [lane, attempt]));
  if (run.end === null) return { ...run, attempts };
  const at = Math.max(0, ...answers.map((answer) => (isRunning(answer) ? answer.startedAt : answer.endedAt)));
  return { ...run, attempts, end: { ...run.end, at, ...runSum(answers) } };
}
