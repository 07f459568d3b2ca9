import type { PrivacyFacts } from '@/lib/protocol/privacy';
import type { Environment } from './environment';

/** @returns what the privacy page says of this deployment. Needs no database. */
export function privacyFacts(environment: Environment): PrivacyFacts {
  const { apiKey, accessPassword, baseUrl, budgets, retentionDays, sources } = environment;
  return {
    store: storeOf(environment),
    retentionDays,
    hasHouseKey: apiKey !== null && budgets !== null,
    hasPassword: accessPassword !== null,
    providerHost: new URL(baseUrl).host,
    sources: sources.map(({ name }) => name),
  };
}

/** As the app chooses it when it opens. */
function storeOf({ database }: Environment): PrivacyFacts['store'] {
  if (database === null) return 'nothing';
  return database.databaseUrl === null ? 'sqlite' : 'postgres';
}
