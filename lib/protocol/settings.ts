import { z } from 'zod';

export const REASONING_EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

const TEMPERATURE = 'must be a number from 0 to 2';
const TOKENS = 'must be a whole number from 1 to 1,000,000';
const EFFORT = `must be one of ${REASONING_EFFORTS.join(', ')}`;

/** How a lane asks its model. A field that is absent leaves the provider's own default. */
export const settingsSchema = z.strictObject({
  temperature: z.number(TEMPERATURE).min(0, TEMPERATURE).max(2, TEMPERATURE).optional(),
  maxTokens: z.number(TOKENS).int(TOKENS).min(1, TOKENS).max(1_000_000, TOKENS).optional(),
  reasoning: z.enum(REASONING_EFFORTS, EFFORT).optional(),
});

export type Settings = z.infer<typeof settingsSchema>;
