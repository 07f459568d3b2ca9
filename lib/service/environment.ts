import { z } from 'zod';
import type { Source } from '@/lib/models/source-lists';
import type { PersistencePlace } from '@/lib/persistence/open-persistence';
import { sourcesSchema } from './read-sources';

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

const NO_BUDGET = 'must be a number of US dollars, 0 or more, or "unlimited"';

/** US dollars, 0 or more; null for no limit. */
const dollars = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() === 'unlimited' ? null : blankIsAbsent(value)),
  z.coerce.number(NO_BUDGET).min(0, NO_BUDGET).max(1_000_000, NO_BUDGET).nullable().optional(),
);

const whole = (usual: number, least: number, most: number) =>
  z.preprocess(
    blankIsAbsent,
    z.coerce
      .number('must be a number')
      .int('must be a whole number')
      .min(least, `must be at least ${least}`)
      .max(most, `must be at most ${most}`)
      .default(usual),
  );

/** `vendor/model`, or `vendor/*` for all of a vendor. */
const LISTED_MODEL = /^[^\s/]+\/\S+$/;

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
  ACCESS_PASSWORD: z.preprocess(blankIsAbsent, z.string().min(8, 'must have at least 8 characters').optional()),
  BUDGET_USD_PER_DAY: dollars,
  BUDGET_USD_PER_VISITOR_PER_DAY: dollars,
  HOUSE_MAX_TOKENS: whole(4096, 1, 1_000_000),
  COMPARISONS_PER_MINUTE: whole(10, 0, 1_000_000),
  RUNS_AT_ONCE_PER_VISITOR: whole(4, 0, 1_000_000),
  MODEL_ALLOWLIST: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .transform((list) =>
        list
          .split(',')
          .map((id) => id.trim())
          .filter(Boolean),
      )
      .refine(
        (ids) => ids.every((id) => LISTED_MODEL.test(id)),
        'must be ids of models with commas between, such as openai/gpt-5,anthropic/*',
      )
      .optional(),
  ),
  SOURCES: sourcesSchema,
  TRUSTED_PROXY_HOPS: whole(0, 0, 10),
  RETENTION_DAYS: z.preprocess(
    blankIsAbsent,
    z.coerce
      .number('must be a number of days')
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(36_500, 'must be at most 36500')
      .optional(),
  ),
});

/** A function on Vercel ends at 300 s (`maxDuration`): a lane must have ended, and be saved, before that. */
const LONGEST_LANE_ON_VERCEL_MS = 280_000;

/**
 * A process without a database is the only one that can stop its runs, and a browser may not reach it again. The grace is
 * for a reader that connects again at once.
 */
const GRACE_WITHOUT_DATABASE_MS = 2000;

/** The environment of this deployment; docs/settings.md explains each variable. */
export interface Environment {
  /** The house key; null without one. */
  apiKey: string | null;
  baseUrl: string;
  /** The servers beside OpenRouter. */
  sources: readonly Source[];
  /** A run that nobody reads is stopped after this time. */
  orphanGraceMs: number;
  /** The longest that a lane may last. */
  laneMs: number;
  /** Where comparisons are stored; null on Vercel without a database, where nothing is kept. */
  database: PersistencePlace | null;
  /** The first signs and seals cookies, all are accepted; null for a random one that is stored in the database. */
  sessionSecrets: readonly string[] | null;
  /** The origin of links, without a final slash; null for the host of each request. */
  siteUrl: string | null;
  /** Closes everything but shared pages; null for an open server. */
  accessPassword: string | null;
  /** What the house key may spend; null if it pays for nobody. */
  budgets: Budgets | null;
  limits: Limits;
  /** Comparisons that nobody has changed for so long are deleted; null keeps them. */
  retentionDays: number | null;
}

export interface Budgets {
  /** null for no limit. */
  usdPerDay: number | null;
  /** null for no limit. */
  usdPerVisitorPerDay: number | null;
  /** The longest answer on the house key, tokens. */
  maxTokens: number;
  /** The models that the house key pays for, `vendor/*` for all of a vendor; null for all whose price is known. */
  models: readonly string[] | null;
}

export interface Limits {
  /** Asks and retries of a visitor, and of an address; 0 for no limit. */
  comparisonsPerMinute: number;
  /** The same for runs at the same time. */
  runsAtOnce: number;
  /** How many proxies in front of this server are trusted to append the client's address. */
  proxyHops: number;
  /** The platform tells the address of the client in a header of its own. */
  onVercel: boolean;
}

/** USD, where the variables say nothing. */
const USUAL_BUDGET = { perDay: 5, perVisitorPerDay: 0.5 };

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
  const isKept = url !== null || VERCEL === undefined;
  return {
    apiKey: OPENROUTER_API_KEY ?? null,
    baseUrl: OPENROUTER_BASE_URL,
    sources: parsed.data.SOURCES,
    orphanGraceMs: isKept ? ORPHAN_GRACE_SECONDS * 1000 : GRACE_WITHOUT_DATABASE_MS,
    laneMs: Math.min(LANE_SECONDS * 1000, VERCEL === undefined ? Number.POSITIVE_INFINITY : LONGEST_LANE_ON_VERCEL_MS),
    database: isKept ? { databaseUrl: url, folder: DATA_DIR } : null,
    sessionSecrets: SESSION_SECRET ?? null,
    siteUrl: SITE_URL ?? vercelUrl,
    accessPassword: parsed.data.ACCESS_PASSWORD ?? null,
    budgets: readBudgets(parsed.data, isKept),
    limits: {
      comparisonsPerMinute: parsed.data.COMPARISONS_PER_MINUTE,
      runsAtOnce: parsed.data.RUNS_AT_ONCE_PER_VISITOR,
      proxyHops: parsed.data.TRUSTED_PROXY_HOPS,
      onVercel: VERCEL !== undefined,
    },
    retentionDays: parsed.data.RETENTION_DAYS ?? null,
  };
}

/** @param isKept without a database each process counts by itself, so the house pays only what was asked for by name. */
function readBudgets(variables: z.infer<typeof environmentSchema>, isKept: boolean): Budgets | null {
  const { BUDGET_USD_PER_DAY, BUDGET_USD_PER_VISITOR_PER_DAY, HOUSE_MAX_TOKENS, MODEL_ALLOWLIST } = variables;
  if (BUDGET_USD_PER_DAY === undefined && !isKept) return null;
  return {
    usdPerDay: BUDGET_USD_PER_DAY === undefined ? USUAL_BUDGET.perDay : BUDGET_USD_PER_DAY,
    usdPerVisitorPerDay:
      BUDGET_USD_PER_VISITOR_PER_DAY === undefined ? USUAL_BUDGET.perVisitorPerDay : BUDGET_USD_PER_VISITOR_PER_DAY,
    maxTokens: HOUSE_MAX_TOKENS,
    models: MODEL_ALLOWLIST ?? null,
  };
}
