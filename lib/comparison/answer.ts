import type { Failure } from '@/lib/protocol/failure';
import type { Lane } from '@/lib/protocol/lane';
import type { Note } from '@/lib/protocol/note';
import type { BILLERS, RunEventOf, Usage } from '@/lib/protocol/run-event';

/** An automatic further try of the same attempt, as announced before it began. */
export interface Try {
  /** 2 or 3. */
  readonly try: number;
  /** When it was announced, ms since the run began. */
  readonly at: number;
  readonly delayMs: number;
  readonly failure: Failure;
}

/** What came beside the text, and when, ms since the run began. */
export type KeptNote = Note & { readonly at: number };

/** How an answer ended well, or by the visitor's Stop: what the provider told at the end. */
export interface Ending {
  readonly reason: RunEventOf<'done'>['reason'];
  readonly usage: Usage | null;
  /** USD. */
  readonly cost: number | null;
  /** `openrouter` also where an older log does not say. */
  readonly billedBy: (typeof BILLERS)[number];
  readonly provider: string | null;
  readonly servedModel: string | null;
  readonly timestamp: string;
}

/** What an answer is as a whole where only its beginning is here: lengths in UTF-16 units. */
export interface WholeAnswer {
  readonly text: number;
  readonly reasoning: number;
  /** About how many tokens text and reasoning have. */
  readonly tokens: { readonly text: number; readonly reasoning: number };
}

/** What every answer has, in whatever phase. Times are integer ms since its run began. */
interface AnswerBase {
  readonly lane: Lane;
  readonly model: string;
  readonly turn: number;
  readonly run: string;
  /** From 1; a visitor's Retry makes the next. */
  readonly attempt: number;
  readonly startedAt: number;
  readonly timestamp: string;
  /** When the provider first said that it is processing. */
  readonly queuedAt: number | null;
  /** When the lane waited until its source was free; null where it did not, `to` null where it was never called. */
  readonly queue: { readonly from: number; readonly to: number | null } | null;
  readonly tries: readonly Try[];
  readonly reasoning: string;
  readonly text: string;
  /** When each piece came and how long it is: flat pairs of ms and UTF-16 units. */
  readonly reasoningMarks: readonly number[];
  readonly textMarks: readonly number[];
  /** In the order in which they came. */
  readonly notes: readonly KeptNote[];
  /** Of a blind log: its times, its usage and its model are not known. */
  readonly blind?: true;
  /** Only a beginning of the text or the reasoning is here; this is what there is. The marks are all here. */
  readonly whole?: WholeAnswer;
}

export type RunningPhase = 'waiting' | 'thinking' | 'writing';

/** What one lane produced in one turn, at one attempt. */
export type Answer = AnswerBase &
  (
    | { readonly phase: RunningPhase }
    | { readonly phase: 'done' | 'stopped'; readonly endedAt: number; readonly ending: Ending }
    | { readonly phase: 'failed'; readonly endedAt: number; readonly failure: Failure; readonly endTimestamp: string }
  );

export type Phase = Answer['phase'];
export type RunningAnswer = Extract<Answer, { phase: RunningPhase }>;
export type EndedAnswer = Exclude<Answer, { phase: RunningPhase }>;

export function isRunning(answer: Answer): answer is RunningAnswer {
  return answer.phase === 'waiting' || answer.phase === 'thinking' || answer.phase === 'writing';
}

/** @returns whether a lane waits until its source is free. */
export function isInQueue(answer: Answer): boolean {
  return isRunning(answer) && answer.queue?.to === null;
}

/** @returns whether its source or its provider lets a lane wait in a queue, as far as it is known. */
export function isQueued(answer: Answer): boolean {
  return isInQueue(answer) || answer.queuedAt !== null;
}

/** @returns when the model was first called, ms since the run began; the start where the lane waited in no queue, or never left it. */
export function calledAt({ startedAt, queue }: Answer): number {
  return queue?.to ?? startedAt;
}

/** @returns how an answer ended, null while it runs and where it failed. */
export function endingOf(answer: Answer): Ending | null {
  return 'ending' in answer ? answer.ending : null;
}
