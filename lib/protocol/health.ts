import * as z from 'zod/mini';

/** One part of a deployment, and its state. */
export const healthRowSchema = z.object({
  id: z.union([
    z.enum(['database', 'schema', 'secret', 'address', 'key', 'budgets', 'catalog', 'lane']),
    /** A server beside OpenRouter. */
    z.templateLiteral(['source:', z.string()]),
  ]),
  state: z.enum(['ok', 'works-but', 'broken']),
  /** A sentence for the operator of the server; contains no secret. */
  text: z.string(),
  /** The remedy; null if there is nothing to do. */
  remedy: z.nullable(z.string()),
});

export type HealthRow = z.infer<typeof healthRowSchema>;

/** The answer of `GET /api/health?deep=1`. */
export const healthSchema = z.object({
  /** The server can take requests: its database works, and the process is not shutting down. */
  ready: z.boolean(),
  version: z.string(),
  /** The commit of the build; null if unknown. */
  commit: z.nullable(z.string()),
  /** What could be looked at: without a database that can be opened, only what the environment says. */
  rows: z.array(healthRowSchema),
});

export type Health = z.infer<typeof healthSchema>;

/** Where the links of this server lead. */
export interface LinkAddress {
  /** The origin that links begin with. */
  origin: string;
  /** It is set by SITE_URL, or by Vercel; else it is the address of each request. */
  isSet: boolean;
}

/**
 * Compares where links lead with where the server is asked.
 *
 * @param requested the origin that a browser asks for: a browser knows it, a server only as far as its proxies tell it.
 */
export function addressRow({ origin, isSet }: LinkAddress, requested: string): HealthRow {
  if (new URL(origin).origin === requested) {
    const reason = isSet ? 'as SITE_URL says' : 'the address of each request, since SITE_URL is not set';
    return { id: 'address', state: 'ok', text: `Links begin with ${origin}, ${reason}.`, remedy: null };
  }
  const text = `Links begin with ${origin}, but this server is asked at ${requested}.`;
  const remedy = isSet
    ? `Open it at ${origin}, or set SITE_URL to ${requested} and restart this server.`
    : `Set SITE_URL to ${requested} and restart this server, or let the proxy in front pass Host and X-Forwarded-Proto on.`;
  return { id: 'address', state: 'works-but', text, remedy };
}
