import * as z from 'zod/mini';
import { RUN_KINDS } from './comparison';
import { failureSchema } from './failure';
import { laneSchema } from './lane';
import type { LogPlace } from './log-place';
import { noteSchema } from './note';

/** Integer ms since the run began, on the server's monotonic clock. */
const at = z.int().check(z.nonnegative());
/** Wall-clock time of the server, ISO 8601. */
const timestamp = z.iso.datetime();
const lane = laneSchema;
/** The requested id, `vendor/model`; `done.servedModel` names the model that served it. */
const model = z.string();
/** From 1. Older logs have it only on `start`. */
const attempt = z.optional(z.int().check(z.positive()));

/** Tokens as the provider counted them; `input` and `output` include `cached` and `reasoning`. */
export const usageSchema = z.object({
  input: z.int().check(z.nonnegative()),
  output: z.int().check(z.nonnegative()),
  reasoning: z.int().check(z.nonnegative()),
  cached: z.int().check(z.nonnegative()),
});

export type Usage = z.infer<typeof usageSchema>;

export const DONE_REASONS = ['stop', 'length', 'stopped', 'filtered'] as const;

/** Who charges for an answer: OpenRouter, or the provider if the account brought its own provider key. */
export const BILLERS = ['openrouter', 'provider'] as const;

/** All events of a run. Server and browser parse with this schema; the types are inferred from it. */
export const runEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run'),
    at,
    run: z.string(),
    /** Absent in older logs: a run of attempts over 1 is a retry there. */
    kind: z.optional(z.enum(RUN_KINDS)),
    comparison: z.string(),
    turn: z.int().check(z.positive()),
    lanes: z.array(z.object({ lane, model })),
    timestamp,
  }),
  z.object({ type: z.literal('start'), at, lane, model, attempt: z.int().check(z.positive()), timestamp }),
  z.object({
    type: z.literal('queued'),
    at,
    lane,
    model,
    attempt,
    /** The lane waits in this server until its source is free; absent where the provider says that it is processing. */
    queue: z.optional(z.literal('source')),
  }),
  /** Its source is free: the lane leaves the queue, and its model is called. */
  z.object({ type: z.literal('called'), at, lane, model, attempt }),
  z.object({
    type: z.literal('retry'),
    at,
    lane,
    model,
    attempt,
    /** The try that begins after the delay: 2 or 3. */
    try: z.int().check(z.minimum(2)),
    delayMs: z.int().check(z.nonnegative()),
    failure: failureSchema,
  }),
  z.object({ type: z.literal('reasoning'), at, lane, model, attempt, content: z.string() }),
  z.object({ type: z.literal('chunk'), at, lane, model, attempt, content: z.string() }),
  z.object({ type: z.literal('note'), at, lane, model, attempt, note: noteSchema }),
  z.object({
    type: z.literal('done'),
    at,
    lane,
    model,
    attempt,
    timestamp,
    reason: z.enum(DONE_REASONS),
    usage: z.nullable(usageSchema),
    /** USD, as billed. */
    cost: z.nullable(z.number()),
    /** Absent in older logs. */
    billedBy: z.optional(z.enum(BILLERS)),
    /** The provider that served the model, as OpenRouter names it. */
    provider: z.nullable(z.string()),
    servedModel: z.nullable(z.string()),
  }),
  z.object({ type: z.literal('error'), at, lane, model, attempt, timestamp, failure: failureSchema }),
  z.object({
    type: z.literal('end'),
    at,
    /** ms from the first start to the last end. */
    together: z.int().check(z.nonnegative()),
    /** ms that the lanes would have taken one after another. */
    oneAfterAnother: z.int().check(z.nonnegative()),
    speedup: z.number().check(z.nonnegative()),
  }),
]);

export type RunEvent = z.infer<typeof runEventSchema>;
export type RunEventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;
/** An event of a lane: all events except the run's first and last. */
export type LaneEvent = Exclude<RunEvent, { type: 'run' | 'end' }>;

/** An event with its place in the run's log. */
export interface LogEntry extends LogPlace {
  readonly event: RunEvent;
}
