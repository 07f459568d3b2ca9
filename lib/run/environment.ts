import { z } from 'zod';

const blankIsAbsent = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);

const environmentSchema = z.object({
  OPENROUTER_API_KEY: z.preprocess(blankIsAbsent, z.string().trim().optional()),
  OPENROUTER_BASE_URL: z.preprocess(
    blankIsAbsent,
    z
      .url({ protocol: /^https?$/, error: 'must be an http or https address such as https://openrouter.ai/api/v1' })
      .transform((url) => url.replace(/\/+$/, ''))
      .default('https://openrouter.ai/api/v1'),
  ),
  ORPHAN_GRACE_SECONDS: z.preprocess(
    blankIsAbsent,
    z.coerce
      .number('must be a number of seconds')
      .min(1, 'must be at least 1')
      .max(3600, 'must be at most 3600')
      .default(60),
  ),
});

/** The settings of this deployment; README explains each. */
export interface Environment {
  /** The house key, null when visitors have none to use. */
  apiKey: string | null;
  baseUrl: string;
  orphanGraceMs: number;
}

/**
 * @throws an Error that names every setting that is wrong and what it should be, never its value: it may be a
 * secret.
 */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const parsed = environmentSchema.safeParse(variables);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new Error(`Settings: ${wrong.join('; ')}.`);
  }
  const { OPENROUTER_API_KEY, OPENROUTER_BASE_URL, ORPHAN_GRACE_SECONDS } = parsed.data;
  return {
    apiKey: OPENROUTER_API_KEY ?? null,
    baseUrl: OPENROUTER_BASE_URL,
    orphanGraceMs: ORPHAN_GRACE_SECONDS * 1000,
  };
}
