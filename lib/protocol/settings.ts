import { z } from 'zod';

export const REASONING_EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

/** How a lane asks its model. A field that is absent leaves the provider's own default. */
export const settingsSchema = z.strictObject({
  temperature: z.number().min(0).max(2).optional(),
  maxTokens: z.int().min(1).max(1_000_000).optional(),
  reasoning: z.enum(REASONING_EFFORTS).optional(),
});

export type Settings = z.infer<typeof settingsSchema>;
