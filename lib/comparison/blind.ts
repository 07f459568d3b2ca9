import type { ComparisonRecord, LaneRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { RunEvent, RunEventOf } from '@/lib/protocol/run-event';
import { type Answer, isRunning } from './answer';
import { pieceOf } from './beginning';
import { type FreshMarks, foldEvents } from './fold-events';
import { BLIND_TURN } from './hides-names';
import { type ComparisonState, emptyState, joinStates, type RunState } from './state';
import { turnOf } from './turns';

/** The record with letters for names; nothing else of a lane. */
export function blindRecord(record: ComparisonRecord): ComparisonRecord {
  const turns = record.turns.filter(({ turn }) => turn === BLIND_TURN);
  return {
    ...record,
    revealed: false,
    // Its name may name its models.
    lineUp: null,
    turns: turns.map((turn) => ({
      ...turn,
      runs: turn.runs.map((run) => ({ ...run, lanes: run.lanes.map(blindLane).toSorted(byLetter) })),
    })),
  };
}

function blindLane({ lane, attempt }: LaneRecord): LaneRecord {
  return { attempt, ...blindAsked(lane) };
}

/** What is said of who answers in a lane while that is hidden. */
export function blindAsked(lane: Lane): Omit<LaneRecord, 'attempt'> {
  const unknown = { source: '', vendor: '', usdPerMillion: null, demo: false, settings: {}, system: null };
  return { lane, model: lane, name: lane, ...unknown };
}

/** The answers as the blind logs of their runs tell them: a fold of {@link blindEvents}. */
export function blindState(state: ComparisonState): ComparisonState {
  const runs = Object.values(state.runs).filter(({ turn }) => turn === BLIND_TURN);
  return joinStates(runs.map((run) => blindRun(run, answersOf(state, run))));
}

function blindRun(run: RunState, answers: readonly Answer[]): ComparisonState {
  const lanes = answers.map(({ lane }) => ({ lane, model: lane }));
  const first: RunEvent = { type: 'run', at: 0, comparison: '', lanes, ...placeOf(run) };
  const events = [first, ...starts(answers, run.timestamp), ...(run.end ? endings(answers, run.timestamp) : [])];
  const entries = events.map((event, index) => ({ sequence: index + 1, event, blind: true as const }));
  const folded = foldEvents(emptyState, run.run, entries);
  const known = folded.runs[run.run];
  // A reader of a run under way begins at its first event: not all lanes may be here yet.
  return known && !run.end ? { ...folded, runs: { [run.run]: { ...known, sequence: 0 } } } : folded;
}

function placeOf({ run, kind, turn, timestamp }: RunState) {
  return { run, kind, turn, timestamp };
}

/**
 * A run's log for a reader who may not know who answers: letters for models, no times, and no text before every lane has
 * ended; then lane by lane, in the order of the letters.
 *
 * @returns a function that takes the events of the log in their order, and returns what follows from each.
 */
export function blindEvents(): (event: RunEvent) => readonly RunEvent[] {
  const fresh: FreshMarks = new WeakSet();
  let state = emptyState;
  let first: RunEventOf<'run'> | null = null;
  let sequence = 0;
  let started = 0;
  return (event) => {
    if (event.type === 'run') first = event;
    if (first === null) return [];
    const { run, lanes, timestamp } = first;
    sequence += 1;
    state = foldEvents(state, run, [{ sequence, event }], fresh);
    const known = state.runs[run];
    if (event.type === 'run') {
      const letters = lanes.map(({ lane }) => ({ lane, model: lane }));
      return [{ ...event, at: 0, lanes: letters.toSorted(byLetter) }];
    }
    if (event.type === 'start') {
      started += 1;
      return known && started === lanes.length ? starts(answersOf(state, known), timestamp) : [];
    }
    return known && event.type === 'end' ? endings(answersOf(state, known), timestamp) : [];
  };
}

/** In the order of their letters. */
function answersOf(state: ComparisonState, { run, turn }: RunState): Answer[] {
  const attempts = Object.values(turnOf(state.turns, turn)?.answers ?? {}).flat();
  return attempts.filter((answer) => answer.run === run).toSorted(byLetter);
}

function starts(answers: readonly Answer[], timestamp: string): RunEvent[] {
  return answers.map(({ lane, attempt }) => ({ type: 'start', at: 0, lane, model: lane, attempt, timestamp }));
}

function endings(answers: readonly Answer[], timestamp: string): RunEvent[] {
  const end: RunEvent = { type: 'end', at: 0, together: 0, oneAfterAnother: 0, speedup: 1 };
  return [...answers.flatMap((answer) => [...textOf(answer), ...endingOf(answer, timestamp)]), end];
}

function textOf({ lane, attempt, text }: Answer): RunEvent[] {
  const pieces: RunEvent[] = [];
  for (let after: number | null = 0; after !== null && after < text.length; ) {
    const { content, next } = pieceOf(text, after);
    pieces.push({ type: 'chunk', at: 0, lane, model: lane, attempt, content });
    after = next;
  }
  return pieces;
}

function endingOf(answer: Answer, timestamp: string): RunEvent[] {
  if (isRunning(answer)) return [];
  const { lane, attempt } = answer;
  const place = { at: 0, lane, model: lane, attempt, timestamp };
  if (answer.phase === 'failed') return [{ type: 'error', ...place, failure: { code: answer.failure.code } }];
  const unknown = { usage: null, cost: null, provider: null, servedModel: null };
  return [{ type: 'done', ...place, reason: answer.ending.reason, ...unknown }];
}

function byLetter(left: { lane: Lane }, right: { lane: Lane }): number {
  return left.lane < right.lane ? -1 : 1;
}
