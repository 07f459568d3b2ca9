import type { HealthRow } from '@/lib/protocol/health';
import type { Environment } from './environment';

/** What the environment alone tells, without asking anything. */
export function settingsRows(environment: Environment): HealthRow[] {
  return [secretRow(environment), budgetsRow(environment), laneRow(environment)];
}

/** What signs and seals visitors' cookies. */
function secretRow({ sessionSecrets, database, apiKey }: Environment): HealthRow {
  if (sessionSecrets !== null) {
    return { id: 'secret', state: 'ok', text: 'SESSION_SECRET signs and seals cookies.', remedy: null };
  }
  if (database !== null) {
    const text = 'A secret that is kept in the database signs and seals cookies.';
    return { id: 'secret', state: 'ok', text, remedy: null };
  }
  if (apiKey !== null) {
    const text = 'A secret that is derived from the house key signs and seals cookies.';
    return { id: 'secret', state: 'ok', text, remedy: null };
  }
  return {
    id: 'secret',
    state: 'works-but',
    text: 'A secret of this deployment signs and seals cookies: they break with the next one.',
    remedy: 'Set SESSION_SECRET to what `openssl rand -base64 32` prints, or set DATABASE_URL.',
  };
}

/** What the house key may spend. */
function budgetsRow({ apiKey, budgets }: Environment): HealthRow {
  if (apiKey === null) {
    return { id: 'budgets', state: 'ok', text: 'Without a house key this server spends nothing.', remedy: null };
  }
  if (budgets === null) {
    return {
      id: 'budgets',
      state: 'works-but',
      text: 'The house key pays for nobody: without a database it pays only if BUDGET_USD_PER_DAY is set.',
      remedy: 'Set BUDGET_USD_PER_DAY to what each process may spend in a day, or set DATABASE_URL.',
    };
  }
  const { usdPerDay, usdPerVisitorPerDay, maxTokens, models } = budgets;
  if (usdPerDay === 0 || usdPerVisitorPerDay === 0) {
    const setting = usdPerDay === 0 ? 'BUDGET_USD_PER_DAY' : 'BUDGET_USD_PER_VISITOR_PER_DAY';
    return {
      id: 'budgets',
      state: 'works-but',
      text: `The house key pays for nobody: ${setting} is 0.`,
      remedy: `Set ${setting} to more than 0, or leave it out.`,
    };
  }
  const scope = models === null ? 'all models whose price is known' : `what MODEL_ALLOWLIST names (${models.length})`;
  const text =
    usdPerDay === null && usdPerVisitorPerDay === null
      ? 'The house key pays without a limit, as its budgets are set to unlimited.'
      : `The house key pays ${amount(usdPerDay)} a day and ${amount(usdPerVisitorPerDay)} a visitor a day, ` +
        `for ${scope}, and at most ${maxTokens} tokens an answer.`;
  return { id: 'budgets', state: 'ok', text, remedy: null };
}

function amount(usd: number | null): string {
  return usd === null ? 'without a limit' : `up to $${usd}`;
}

function laneRow({ laneMs, limits }: Environment): HealthRow {
  const reason = limits.onVercel ? ', since a function on Vercel ends at 300 s' : '';
  const text = `An answer may take ${laneMs / 1000} s (LANE_SECONDS)${reason}.`;
  return { id: 'lane', state: 'ok', text, remedy: null };
}
