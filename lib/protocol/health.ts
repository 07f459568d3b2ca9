import { z } from 'zod';

/** One part that the server needs, and its state. */
const healthRowSchema = z.object({
  id: z.enum(['database', 'catalog']),
  state: z.enum(['ok', 'works-but', 'broken']),
  /** A sentence for the operator of the server; contains no secret. */
  text: z.string(),
  /** The remedy; null if there is nothing to do. */
  remedy: z.string().nullable(),
});

export type HealthRow = z.infer<typeof healthRowSchema>;

/** The answer of `GET /api/health?deep=1`. */
export const healthSchema = z.object({
  /** The server can take requests: everything they need works, and the process is not shutting down. */
  ready: z.boolean(),
  version: z.string(),
  /** The commit of the build; null if unknown. */
  commit: z.string().nullable(),
  rows: z.array(healthRowSchema),
});

export type Health = z.infer<typeof healthSchema>;
