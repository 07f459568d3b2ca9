import { z } from 'zod';

/** The longest provider key, UTF-16 units. */
const LONGEST_KEY = 200;

const KEY = 'must be an OpenRouter key: one line without blanks that begins with sk-or-';

/** The body of `POST /api/key`. */
export const keyRequestSchema = z.strictObject({
  key: z
    .string(KEY)
    .trim()
    .max(LONGEST_KEY, KEY)
    .regex(/^sk-or-[\x21-\x7e]+$/, KEY),
});

/** Who pays for a visitor's models: their own key, the server's, or nobody: then only demo models answer. */
export const PAYERS = ['visitor', 'house', 'none'] as const;

export type Payer = (typeof PAYERS)[number];

/** The answer of `/api/key`. */
export const keyInfoSchema = z.object({
  payer: z.enum(PAYERS),
  /** OpenRouter's short form of the visitor's own key; null for other payers, and if OpenRouter does not tell it. */
  label: z.string().nullable(),
  /** What the visitor's own key may still spend, USD; null for no limit, and where `label` is. */
  left: z.number().nullable(),
});

export type KeyInfo = z.infer<typeof keyInfoSchema>;
