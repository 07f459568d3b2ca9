import * as z from 'zod/mini';
import { PAYERS } from './payer';

/** The longest provider key, UTF-16 units. */
const LONGEST_KEY = 200;

const KEY = 'must be an OpenRouter key: one line without blanks that begins with sk-or-';

const CODE = 'must be the code that OpenRouter shows: one line without blanks';

/** The body of `POST /api/key`: a key, or the code of a connection that this browser has begun. */
export const keyRequestSchema = z
  .strictObject({
    key: z.optional(z.string(KEY).check(z.trim(), z.maxLength(LONGEST_KEY, KEY), z.regex(/^sk-or-[\x21-\x7e]+$/, KEY))),
    code: z.optional(z.string(CODE).check(z.trim(), z.regex(/^[\x21-\x7e]{1,500}$/, CODE))),
  })
  .check(
    z.superRefine(({ key, code }, context) => {
      if (key !== undefined && code !== undefined) {
        context.addIssue({ code: 'custom', path: ['code'], message: 'give either a key or a code, not both' });
      }
      if (key === undefined && code === undefined) context.addIssue({ code: 'custom', path: ['key'], message: KEY });
    }),
  );

/** USD a month, what a key of a new connection may spend unless the visitor wants something else. */
export const USUAL_LIMIT_USD = 10;

const PAGE = 'must be / or the path of a comparison, with its query, at most 1000 characters';

/** The body of `POST /api/key/connect`. */
export const connectRequestSchema = z.strictObject({
  /** What the key may spend in a month; null for no limit. */
  limitUsd: z._default(
    z.nullable(
      z
        .number('must be a number of US dollars, or null for no limit')
        .check(z.positive('must be more than 0'), z.maximum(100_000, 'must be at most 100000')),
    ),
    USUAL_LIMIT_USD,
  ),
  /** The page to come back to. */
  from: z._default(
    z.string(PAGE).check(z.maxLength(1000, PAGE), z.regex(/^\/(c\/[\w-]{1,64})?(\?[\x21\x24-\x5b\x5d-\x7e]*)?$/, PAGE)),
    '/',
  ),
});

export type ConnectRequest = z.infer<typeof connectRequestSchema>;

/** The answer of `POST /api/key/connect`. */
export const connectSchema = z.object({
  /** The page of OpenRouter to go to. */
  url: z.string(),
  /** OpenRouter shows a code there, which is pasted here. */
  isPasted: z.boolean(),
});

export type Connect = z.infer<typeof connectSchema>;

/** The answer of `/api/key`. */
export const keyInfoSchema = z.object({
  payer: z.enum(PAYERS),
  /** OpenRouter's short form of the visitor's own key; null for other payers, and if OpenRouter does not tell it. */
  label: z.nullable(z.string()),
  /** What the visitor's own key may still spend, USD; null for no limit, and where `label` is. */
  left: z.nullable(z.number()),
  /** The most tokens of an answer that the server's key pays for; null for other payers. */
  maxTokens: z.nullable(z.number()),
});

export type KeyInfo = z.infer<typeof keyInfoSchema>;
