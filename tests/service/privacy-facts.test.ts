import { expect, test } from 'vitest';
import { readEnvironment } from '@/lib/service/environment';
import { privacyFacts } from '@/lib/service/privacy-facts';

const factsOf = (variables: Record<string, string>) => privacyFacts(readEnvironment(variables));

test('the privacy page says what the environment says', () => {
  expect(factsOf({})).toEqual({
    store: 'sqlite',
    retentionDays: null,
    hasHouseKey: false,
    hasPassword: false,
    providerHost: 'openrouter.ai',
    sources: [],
  });
  expect(
    factsOf({
      DATABASE_URL: 'postgres://user:secret@db.test/abreast',
      RETENTION_DAYS: '30',
      OPENROUTER_API_KEY: 'house-key',
      ACCESS_PASSWORD: 'a password of the tests',
      OPENROUTER_BASE_URL: 'http://models.test:8080/api/v1',
      SOURCES: '[{"id":"lab","name":"Lab","baseUrl":"http://lab.test/v1","key":"secret"}]',
    }),
  ).toEqual({
    store: 'postgres',
    retentionDays: 30,
    hasHouseKey: true,
    hasPassword: true,
    providerHost: 'models.test:8080',
    sources: ['Lab'],
  });
  expect(factsOf({ VERCEL: '1' }).store).toBe('nothing');
});
