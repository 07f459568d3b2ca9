import type { Lane } from '@/lib/protocol/lane';
import type { LaneEvent, LogEntry, RunEvent, RunEventOf } from '@/lib/protocol/run-event';
import { type Answer, isRunning } from './answer';
import { attemptsOf, type ComparisonState, type RunState, type TurnState } from './state';
import { runSum } from './sum-of-lanes';
import { turnOf, withTurn } from './turns';

/**
 * The one fold: events of a run → the comparison's state. Recording, live panes, reload, share page, replay and
 * export all use it. Pure; it reads no clock, time comes from the events.
 *
 * Entries at or below the sequence number that was folded already are skipped, and so is what comes for a lane
 * that has ended. A lane that got no event keeps its reference.
 *
 * @param run which run the entries are of; its first entry must be its `run` event, unless the state knows it.
 * @param fresh to be given to every call by a caller that folds one log in slices and shows nobody what lies between.
 */
export function foldEvents(
  state: ComparisonState,
  run: string,
  entries: readonly LogEntry[],
  fresh: FreshMarks = new WeakSet(),
): ComparisonState {
  let next = state;
  for (const { sequence, event } of entries) {
    if (sequence <= (next.runs[run]?.sequence ?? 0)) continue;
    next = step(next, run, sequence, event, fresh);
  }
  return next;
}

/**
 * Lists of marks that this call has copied already, so that it may append in place: nobody else has seen them.
 * It makes folding n pieces at once cost n, not n².
 */
export type FreshMarks = WeakSet<readonly number[]>;

function step(state: ComparisonState, run: string, sequence: number, event: RunEvent, fresh: FreshMarks) {
  switch (event.type) {
    case 'run':
      return beginRun(state, run, sequence, event);
    case 'end':
      return endRun(state, run, sequence, event);
    case 'start':
      return beginAnswer(state, run, sequence, event);
    default:
      return moveAnswer(state, run, sequence, event, fresh);
  }
}

function beginRun(state: ComparisonState, run: string, sequence: number, event: RunEventOf<'run'>): ComparisonState {
  const { turn, timestamp } = event;
  const begun: RunState = { run, turn, attempts: {}, sequence, timestamp, end: null };
  return {
    turns: withTurn(state.turns, turnOf(state.turns, turn) ?? { turn, answers: {} }),
    runs: { ...state.runs, [run]: begun },
  };
}

function beginAnswer(state: ComparisonState, run: string, sequence: number, event: RunEventOf<'start'>) {
  const known = state.runs[run];
  if (!known) return state;
  const { lane, model, attempt, timestamp, at } = event;
  const answer: Answer = {
    phase: 'waiting',
    lane,
    model,
    turn: known.turn,
    run,
    attempt,
    startedAt: at,
    timestamp,
    queuedAt: null,
    tries: [],
    reasoning: '',
    text: '',
    reasoningMarks: [],
    textMarks: [],
    notes: [],
  };
  const next = withRun(state, run, sequence, { attempts: { ...known.attempts, [lane]: attempt } });
  return { ...next, turns: withAnswer(next.turns, known.turn, answer) };
}

/** Sums the lanes up itself: the event's own sum may be by an older rule. */
function endRun(state: ComparisonState, run: string, sequence: number, event: RunEventOf<'end'>): ComparisonState {
  const lanes = Object.keys(state.runs[run]?.attempts ?? {}) as Lane[];
  const answers = lanes.flatMap((lane) => findAnswer(state, run, lane) ?? []);
  return withRun(state, run, sequence, { end: { ...event, ...runSum(answers) } });
}

function moveAnswer(
  state: ComparisonState,
  run: string,
  sequence: number,
  event: Exclude<LaneEvent, { type: 'start' }>,
  fresh: FreshMarks,
): ComparisonState {
  const next = withRun(state, run, sequence, {});
  const answer = findAnswer(state, run, event.lane);
  if (!answer || !isRunning(answer)) return next;
  return { ...next, turns: withAnswer(next.turns, answer.turn, moved(answer, event, fresh)) };
}

/** The phases and what moves an answer between them. */
function moved(answer: Answer, event: Exclude<LaneEvent, { type: 'start' }>, fresh: FreshMarks): Answer {
  const { at } = event;
  switch (event.type) {
    case 'queued':
      return { ...answer, queuedAt: answer.queuedAt ?? at };
    case 'retry':
      return {
        ...answer,
        tries: [...answer.tries, { try: event.try, at, delayMs: event.delayMs, failure: event.failure }],
      };
    case 'reasoning':
      return {
        ...answer,
        phase: answer.text === '' ? 'thinking' : 'writing',
        reasoning: answer.reasoning + event.content,
        reasoningMarks: withMark(answer.reasoningMarks, at, event.content, fresh),
      };
    case 'chunk':
      return {
        ...answer,
        phase: 'writing',
        text: answer.text + event.content,
        textMarks: withMark(answer.textMarks, at, event.content, fresh),
      };
    case 'note':
      return { ...answer, notes: [...answer.notes, { ...event.note, at }] };
    case 'done': {
      const { reason, usage, cost, billedBy = 'openrouter', provider, servedModel, timestamp } = event;
      return {
        ...answer,
        phase: reason === 'stopped' ? 'stopped' : 'done',
        endedAt: at,
        ending: { reason, usage, cost, billedBy, provider, servedModel, timestamp },
      };
    }
    case 'error':
      return { ...answer, phase: 'failed', endedAt: at, failure: event.failure, endTimestamp: event.timestamp };
    default:
      return event satisfies never;
  }
}

function withMark(marks: readonly number[], at: number, content: string, fresh: FreshMarks): readonly number[] {
  const own = fresh.has(marks) ? (marks as number[]) : marks.slice();
  own.push(at, content.length);
  fresh.add(own);
  return own;
}

function findAnswer(state: ComparisonState, run: string, lane: Lane): Answer | undefined {
  const known = state.runs[run];
  const attempt = known?.attempts[lane];
  if (!known || attempt === undefined) return undefined;
  return attemptsOf(state, known.turn, lane).find((answer) => answer.attempt === attempt);
}

function withRun(state: ComparisonState, run: string, sequence: number, change: Partial<RunState>): ComparisonState {
  const known = state.runs[run];
  if (!known) return state;
  return { ...state, runs: { ...state.runs, [run]: { ...known, ...change, sequence } } };
}

/** Puts the answer in its place: by turn, lane and attempt, in whatever order the runs are read. */
export function withAnswer(turns: readonly TurnState[], turn: number, answer: Answer): readonly TurnState[] {
  const { answers } = turnOf(turns, turn) ?? { answers: {} as TurnState['answers'] };
  const others = (answers[answer.lane] ?? []).filter((other) => other.attempt !== answer.attempt);
  const attempts = [...others, answer].sort((one, other) => one.attempt - other.attempt);
  return withTurn(turns, { turn, answers: { ...answers, [answer.lane]: attempts } });
}
