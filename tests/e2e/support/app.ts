import { signVisitor } from '@/lib/session/visitor-token';

/** Where the built app under test listens. */
export const APP_PORT = Number(process.env.ABREAST_TEST_PORT ?? 3210);

export const APP_ORIGIN = `http://127.0.0.1:${APP_PORT}`;

/** `OPENROUTER_API_KEY` of the app under test. No response may ever hold it. */
export const HOUSE_KEY = 'test-key';

/** `SESSION_SECRET` of the app under test. */
export const SESSION_SECRET = 'the secret of the tests: 32 characters and more';

/**
 * For every app under test, beneath what a test sets: a developer's own settings, from the shell or `.env.local`, reach
 * none. Blank counts as absent.
 */
export const NO_OWN_SETTINGS = {
  DATABASE_URL: '',
  POSTGRES_URL: '',
  DATA_DIR: '',
  HOST: '',
  SITE_URL: '',
  ORPHAN_GRACE_SECONDS: '',
  LANE_SECONDS: '',
  ACCESS_PASSWORD: '',
  // Tests ask more than a person does.
  BUDGET_USD_PER_DAY: 'unlimited',
  BUDGET_USD_PER_VISITOR_PER_DAY: 'unlimited',
  HOUSE_MAX_TOKENS: '',
  MODEL_ALLOWLIST: '',
  COMPARISONS_PER_MINUTE: '0',
  RUNS_AT_ONCE_PER_VISITOR: '0',
  TRUSTED_PROXY_HOPS: '',
  RETENTION_DAYS: '',
  // Blank looks for engines on the developer's machine.
  SOURCES: '[]',
  VERCEL: '',
  VERCEL_PROJECT_PRODUCTION_URL: '',
};

/** The cookie of a visitor that has it from an earlier day. */
export function cookieOf(visitor: string): string {
  return `abreast-visitor=${signVisitor(visitor, SESSION_SECRET)}`;
}

/** Who sends the requests of tests that are not about who sends them. */
export const VISITOR_COOKIE = cookieOf('the-visitor');
