import { z } from 'zod';
import type { PersistencePlace } from '@/lib/persistence/open-persistence';

const blankIsAbsent = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);

const databaseUrl = z.preprocess(
  blankIsAbsent,
  z.url({ protocol: /^postgres(ql)?$/, error: 'must be the address of a Postgres database, postgres://…' }).optional(),
);

/** A number of seconds, at least one and at most an hour. */
const seconds = (usual: number) =>
  z.preprocess(
    blankIsAbsent,
    z.coerce
      .number('must be a number of seconds')
      .min(1, 'must be at least 1')
      .max(3600, 'must be at most 3600')
      .default(usual),
  );

const environmentSchema = z.object({
  OPENROUTER_API_KEY: z.preprocess(blankIsAbsent, z.string().trim().optional()),
  OPENROUTER_BASE_URL: z.preprocess(
    blankIsAbsent,
    z
      .url({ protocol: /^https?$/, error: 'must be an http or https address such as https://openrouter.ai/api/v1' })
      .transform((url) => url.replace(/\/+$/, ''))
      .default('https://openrouter.ai/api/v1'),
  ),
  DATABASE_URL: databaseUrl,
  POSTGRES_URL: databaseUrl,
  DATA_DIR: z.preprocess(blankIsAbsent, z.string().default('.data')),
  SESSION_SECRET: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .transform((secrets) => secrets.split(',').map((secret) => secret.trim()))
      .refine(
        (secrets) => secrets.every((secret) => secret.length >= 32),
        'must have at least 32 characters; `openssl rand -base64 32` makes one',
      )
      .optional(),
  ),
  SITE_URL: z.preprocess(
    blankIsAbsent,
    z
      .url({ protocol: /^https?$/, error: 'must be an http or https address such as https://abreast.example' })
      .transform((url) => new URL(url).origin)
      .optional(),
  ),
  VERCEL_PROJECT_PRODUCTION_URL: z.preprocess(blankIsAbsent, z.string().optional()),
  VERCEL: z.preprocess(blankIsAbsent, z.string().optional()),
  ORPHAN_GRACE_SECONDS: seconds(60),
  LANE_SECONDS: seconds(280),
});

/** A function on Vercel ends at 300 s (`maxDuration`): a lane must have ended, and be saved, before that. */
const LONGEST_LANE_ON_VERCEL_MS = 280_000;

/** The environment of this deployment; docs/settings.md explains each variable. */
export interface Environment {
  /** The house key; null without one. */
  apiKey: string | null;
  baseUrl: string;
  orphanGraceMs: number;
  /** The longest that a lane may last. */
  laneMs: number;
  /** Where comparisons are stored; null on Vercel without a database, where nothing is kept. */
  database: PersistencePlace | null;
  /** The first signs and seals cookies, all are accepted; null for a random one that is stored in the database. */
  sessionSecrets: readonly string[] | null;
  /** The origin of links, without a final slash; null for the host of each request. */
  siteUrl: string | null;
}

/**
 * @throws an Error that names every wrong variable and what it should be, never its value, which may be a secret.
 */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const parsed = environmentSchema.safeParse(variables);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new Error(`Settings: ${wrong.join('; ')}.`);
  }
  const { OPENROUTER_API_KEY, OPENROUTER_BASE_URL, DATA_DIR, VERCEL } = parsed.data;
  const { ORPHAN_GRACE_SECONDS, LANE_SECONDS } = parsed.data;
  const { SESSION_SECRET, SITE_URL, VERCEL_PROJECT_PRODUCTION_URL } = parsed.data;
  const vercelUrl = VERCEL_PROJECT_PRODUCTION_URL === undefined ? null : `https://${VERCEL_PROJECT_PRODUCTION_URL}`;
  const url = parsed.data.DATABASE_URL ?? parsed.data.POSTGRES_URL ?? null;
  return {
    apiKey: OPENROUTER_API_KEY ?? null,
    baseUrl: OPENROUTER_BASE_URL,
    orphanGraceMs: ORPHAN_GRACE_SECONDS * 1000,
    laneMs: Math.min(LANE_SECONDS * 1000, VERCEL === undefined ? Number.POSITIVE_INFINITY : LONGEST_LANE_ON_VERCEL_MS),
    database: url === null && VERCEL !== undefined ? null : { databaseUrl: url, folder: DATA_DIR },
    sessionSecrets: SESSION_SECRET ?? null,
    siteUrl: SITE_URL ?? vercelUrl,
  };
}
