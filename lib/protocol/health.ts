import { z } from 'zod';

/** One thing that a working server needs, and how it is. */
const healthRowSchema = z.object({
  id: z.enum(['database', 'catalog']),
  state: z.enum(['ok', 'works-but', 'broken']),
  /** A sentence for whoever runs the server; no secret. */
  text: z.string(),
  /** What can be done about it; null where there is nothing to do. */
  remedy: z.string().nullable(),
});

export type HealthRow = z.infer<typeof healthRowSchema>;

/** The answer of `GET /api/health?deep=1`. */
export const healthSchema = z.object({
  /** Requests may be sent here: nothing that they need is broken, and the process does not end. */
  ready: z.boolean(),
  version: z.string(),
  /** What it was built from; null where that is unknown. */
  commit: z.string().nullable(),
  rows: z.array(healthRowSchema),
});

export type Health = z.infer<typeof healthSchema>;
