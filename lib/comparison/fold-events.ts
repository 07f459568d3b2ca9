import type { Lane } from '@/lib/protocol/lane';
import type { LaneEvent, LogEntry, RunEventOf } from '@/lib/protocol/run-event';
import { type Answer, isRunning } from './answer';
import { attemptsOf, type ComparisonState, type RunState, type TurnState } from './state';
import { runSum } from './sum-of-lanes';
import { turnOf, withTurn } from './turns';

/**
 * The one fold: events of a run → the comparison's state. Recording, live panes, reload, share page, replay and export all
 * use it. Pure; it reads no clock, time comes from the events.
 *
 * A run that was read blind begins again with the first entry that is not; blind entries that come later are skipped.
 * Entries at or below the sequence number that was folded already are skipped, and so are events of a lane that has
 * ended. A lane without an event keeps its reference. A call copies `runs`, `turns` and a turn's answers at most once.
 *
 * @param run the run of the entries; the first entry must be its `run` event, unless the state knows the run.
 * @param fresh given to every call by a caller that folds one log in slices and shows nobody the states in between.
 */
export function foldEvents(
  state: ComparisonState,
  run: string,
  entries: readonly LogEntry[],
  fresh: FreshMarks = new WeakSet(),
): ComparisonState {
  const fold = new RunFold(state, run, fresh);
  for (const entry of entries) fold.take(entry);
  return fold.state();
}

/**
 * Lists of marks that this call has copied already, so that it may append in place: nobody else has seen them.
 * It makes folding n pieces at once cost n, not n².
 */
export type FreshMarks = WeakSet<readonly number[]>;

/** One call of the fold: what has changed of a run and of its answers. */
class RunFold {
  #run: RunState | undefined;
  #changed = new Map<Lane, Answer>();

  constructor(
    private readonly before: ComparisonState,
    private readonly id: string,
    private readonly fresh: FreshMarks,
  ) {
    this.#run = before.runs[id];
  }

  take({ sequence, event, blind }: LogEntry): void {
    if (blind && this.#run && !this.#run.blind) return;
    // The names are shown: all of it comes again.
    if (this.#run?.blind && !blind) this.#run = undefined;
    if (sequence <= (this.#run?.sequence ?? 0)) return;
    if (event.type === 'run') this.#run = { ...beginRun(event, this.id, sequence), ...(blind && { blind }) };
    if (!this.#run) return;
    this.#run = { ...this.#run, sequence };
    if (event.type === 'start') this.#begin(this.#run, event);
    else if (event.type === 'end') this.#run = { ...this.#run, end: { ...event, ...runSum(this.#answers(this.#run)) } };
    else if (event.type !== 'run') this.#move(this.#run, event);
  }

  state(): ComparisonState {
    const run = this.#run;
    if (!run || run === this.before.runs[this.id]) return this.before;
    const runs = { ...this.before.runs, [this.id]: run };
    const known = turnOf(this.before.turns, run.turn);
    if (known && this.#changed.size === 0) return { turns: this.before.turns, runs };
    const answers = { ...known?.answers };
    for (const [lane, answer] of this.#changed) answers[lane] = withAttempt(answers[lane], answer);
    return { turns: withTurn(this.before.turns, { turn: run.turn, answers }), runs };
  }

  #begin(run: RunState, { lane, model, attempt, timestamp, at }: RunEventOf<'start'>): void {
    // Older logs do not tell the kind.
    const kind = attempt > 1 && run.kind === 'turn' ? 'retry' : run.kind;
    this.#run = { ...run, kind, attempts: { ...run.attempts, [lane]: attempt } };
    this.#changed.set(lane, {
      phase: 'waiting',
      lane,
      model,
      turn: run.turn,
      run: this.id,
      attempt,
      startedAt: at,
      timestamp,
      queuedAt: null,
      queue: null,
      tries: [],
      reasoning: '',
      text: '',
      reasoningMarks: [],
      textMarks: [],
      notes: [],
      ...(run.blind && { blind: true }),
    });
  }

  #move(run: RunState, event: Exclude<LaneEvent, { type: 'start' }>): void {
    const answer = this.#find(run, event.lane);
    if (answer && isRunning(answer)) this.#changed.set(event.lane, moved(answer, event, this.fresh));
  }

  #find({ turn, attempts }: RunState, lane: Lane): Answer | undefined {
    const changed = this.#changed.get(lane);
    if (changed || attempts[lane] === undefined) return changed;
    return attemptsOf(this.before, turn, lane).find(({ attempt }) => attempt === attempts[lane]);
  }

  /** The fold sums the lanes up itself: the event's own sum may be by an older rule. */
  #answers(run: RunState): Answer[] {
    return (Object.keys(run.attempts) as Lane[]).flatMap((lane) => this.#find(run, lane) ?? []);
  }
}

function beginRun({ turn, kind = 'turn', timestamp }: RunEventOf<'run'>, run: string, sequence: number): RunState {
  return { run, turn, kind, attempts: {}, sequence, timestamp, end: null };
}

/** The phases and what moves an answer between them. */
function moved(answer: Answer, event: Exclude<LaneEvent, { type: 'start' }>, fresh: FreshMarks): Answer {
  const { at } = event;
  switch (event.type) {
    case 'queued':
      if (event.queue === 'source') return { ...answer, queue: answer.queue ?? { from: at, to: null } };
      return { ...answer, queuedAt: answer.queuedAt ?? at };
    case 'called':
      return { ...answer, queue: { from: answer.queue?.from ?? answer.startedAt, to: at } };
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

/** @returns the turns with that answer in the place of its attempt. */
export function withAnswer(turns: readonly TurnState[], turn: number, answer: Answer): readonly TurnState[] {
  const { answers } = turnOf(turns, turn) ?? { answers: {} as TurnState['answers'] };
  return withTurn(turns, { turn, answers: { ...answers, [answer.lane]: withAttempt(answers[answer.lane], answer) } });
}

/** Puts an answer in the place of its attempt, in whatever order the runs are read. */
function withAttempt(attempts: readonly Answer[] = [], answer: Answer): readonly Answer[] {
  const rest = attempts.filter(({ attempt }) => attempt !== answer.attempt);
  return [...rest, answer].sort((left, right) => left.attempt - right.attempt);
}
