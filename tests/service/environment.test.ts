import { describe, expect, test } from 'vitest';
import { readEnvironment } from '@/lib/service/environment';

/** What it throws, as text; fails when it throws nothing. */
function complaintOf(variables: Record<string, string | undefined>): string {
  try {
    readEnvironment(variables);
  } catch (error) {
    return String(error);
  }
  throw new Error('these settings were taken');
}

describe('the settings', () => {
  test('have a default each, so that none is needed', () => {
    expect(readEnvironment({})).toEqual({
      apiKey: null,
      baseUrl: 'https://openrouter.ai/api/v1',
      sources: [],
      orphanGraceMs: 60_000,
      laneMs: 280_000,
      database: { databaseUrl: null, folder: '.data' },
      sessionSecrets: null,
      siteUrl: null,
      accessPassword: null,
      budgets: { usdPerDay: 5, usdPerVisitorPerDay: 0.5, maxTokens: 4096, models: null },
      limits: { comparisonsPerMinute: 10, runsAtOnce: 4, proxyHops: 0, onVercel: false },
      retentionDays: null,
    });
  });

  test('name servers beside OpenRouter', () => {
    const SOURCES = '[{"id":"ollama","name":"Ollama","baseUrl":"http://localhost:11434/v1/"}]';
    expect(readEnvironment({ SOURCES }).sources).toEqual([
      { id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434/v1', key: null, models: null, atOnce: 1 },
    ]);
  });

  test.each([
    ['http://127.0.0.1:1234/v1', undefined, 1],
    ['http://[::1]:8080/v1', undefined, 1],
    ['http://localhost:8000/v1', 4, 4],
    ['http://192.168.1.7:11434/v1', undefined, null],
    ['https://llm.example/v1', undefined, null],
    ['https://llm.example/v1', 2, 2],
  ])('let a server at %s with atOnce %s answer %s lanes at the same time', (baseUrl, given, atOnce) => {
    const SOURCES = JSON.stringify([{ id: 'a', name: 'A', baseUrl, atOnce: given }]);
    expect(readEnvironment({ SOURCES }).sources).toMatchObject([{ atOnce }]);
  });

  test.each([
    ['not JSON', 'SOURCES must be a list in JSON'],
    ['{}', 'SOURCES must be a list in JSON'],
    ['[{"id":"Ollama:1","name":"x","baseUrl":"http://x"}]', 'SOURCES.0.id must be a short name'],
    ['[{"id":"demo","name":"x","baseUrl":"http://x"}]', 'SOURCES.0.id must not be one of openrouter, demo'],
    ['[{"id":"a","baseUrl":"http://x"}]', 'SOURCES.0.name must be a name'],
    ['[{"id":"a","name":"x","baseUrl":"ftp://x"}]', 'SOURCES.0.baseUrl must be an http or https address'],
    ['[{"id":"a","name":"x","baseUrl":"http://x","url":"secret"}]', 'SOURCES.0 has no field url'],
    ['[{"id":"a","name":"x","baseUrl":"http://x","atOnce":0}]', 'SOURCES.0.atOnce must be how many answers'],
    [
      '[{"id":"a","name":"x","baseUrl":"http://x"},{"id":"a","name":"y","baseUrl":"http://y"}]',
      'SOURCES must not use an',
    ],
  ])('name the field of a server that is wrong: %s', (SOURCES, complaint) => {
    expect(complaintOf({ SOURCES })).toContain(complaint);
    expect(complaintOf({ SOURCES })).not.toContain('secret');
  });

  test('are read from their variables', () => {
    const variables = {
      OPENROUTER_API_KEY: 'sk-or-1',
      OPENROUTER_BASE_URL: 'http://127.0.0.1:4010/v1',
      ORPHAN_GRACE_SECONDS: '5',
      LANE_SECONDS: '3600',
      DATABASE_URL: 'postgres://user:secret@db.example/abreast',
      DATA_DIR: '/var/lib/abreast',
      SESSION_SECRET: 'a secret of at least 32 characters',
      SITE_URL: 'https://abreast.example/',
      ACCESS_PASSWORD: 'the password',
      BUDGET_USD_PER_DAY: '0',
      BUDGET_USD_PER_VISITOR_PER_DAY: '0.25',
      HOUSE_MAX_TOKENS: '100',
      COMPARISONS_PER_MINUTE: '1',
      RUNS_AT_ONCE_PER_VISITOR: '2',
      MODEL_ALLOWLIST: 'openai/gpt-5, anthropic/*',
      TRUSTED_PROXY_HOPS: '3',
      RETENTION_DAYS: '30',
    };
    expect(readEnvironment(variables)).toEqual({
      apiKey: 'sk-or-1',
      baseUrl: 'http://127.0.0.1:4010/v1',
      sources: [],
      orphanGraceMs: 5000,
      laneMs: 3_600_000,
      database: { databaseUrl: 'postgres://user:secret@db.example/abreast', folder: '/var/lib/abreast' },
      sessionSecrets: ['a secret of at least 32 characters'],
      siteUrl: 'https://abreast.example',
      accessPassword: 'the password',
      budgets: { usdPerDay: 0, usdPerVisitorPerDay: 0.25, maxTokens: 100, models: ['openai/gpt-5', 'anthropic/*'] },
      limits: { comparisonsPerMinute: 1, runsAtOnce: 2, proxyHops: 3, onVercel: false },
      retentionDays: 30,
    });
  });

  test('take the name that Vercel gives a database, and keep nothing there without one', () => {
    expect(readEnvironment({ VERCEL: '1' }).database).toBeNull();
    // Only the process that runs it could stop it, so it stops with its last reader.
    expect(readEnvironment({ VERCEL: '1', ORPHAN_GRACE_SECONDS: '60' }).orphanGraceMs).toBe(2000);
    // Each process would count by itself, so only a budget that was set on purpose is spent.
    expect(readEnvironment({ VERCEL: '1' }).budgets).toBeNull();
    expect(readEnvironment({ VERCEL: '1', BUDGET_USD_PER_DAY: '1' }).budgets?.usdPerDay).toBe(1);
    expect(readEnvironment({ BUDGET_USD_PER_DAY: 'unlimited' }).budgets).toMatchObject({
      usdPerDay: null,
      usdPerVisitorPerDay: 0.5,
    });
    expect(complaintOf({ BUDGET_USD_PER_DAY: '-1' })).toMatch('BUDGET_USD_PER_DAY must be a number of US dollars');
    const url = 'postgresql://db.example/abreast';
    expect(readEnvironment({ VERCEL: '1', POSTGRES_URL: url }).database?.databaseUrl).toBe(url);
  });

  test('take the address that Vercel gives the site, unless another is set', () => {
    const variables = { VERCEL: '1', VERCEL_PROJECT_PRODUCTION_URL: 'abreast.vercel.app' };
    expect(readEnvironment(variables).siteUrl).toBe('https://abreast.vercel.app');
    expect(readEnvironment({ ...variables, SITE_URL: 'https://a.example' }).siteUrl).toBe('https://a.example');
  });

  test('refuse a secret that is too short, without telling it', () => {
    expect(() => readEnvironment({ SESSION_SECRET: 'short' })).toThrow(
      /SESSION_SECRET must have at least 32 characters/,
    );
    expect(() => readEnvironment({ SESSION_SECRET: 'short-one' })).not.toThrow(/short-one/);
  });

  test.each(['', '   ', '\t\n'])('that are blank (%j) count as absent', (blank) => {
    const variables = {
      OPENROUTER_API_KEY: blank,
      OPENROUTER_BASE_URL: blank,
      ORPHAN_GRACE_SECONDS: blank,
      LANE_SECONDS: blank,
    };
    expect(readEnvironment(variables)).toEqual(readEnvironment({}));
  });

  test('take no notice of variables that are not theirs', () => {
    expect(readEnvironment({ PATH: '/bin', ORPHAN_GRACE: 'x' })).toEqual(readEnvironment({}));
  });

  test('forgive the slash at the end of an address and the blanks around a key', () => {
    const { apiKey, baseUrl } = readEnvironment({
      OPENROUTER_API_KEY: ' sk-or-1\n',
      OPENROUTER_BASE_URL: 'https://example.com/v1//',
    });
    expect({ apiKey, baseUrl }).toEqual({ apiKey: 'sk-or-1', baseUrl: 'https://example.com/v1' });
  });

  describe.each(['ORPHAN_GRACE_SECONDS', 'LANE_SECONDS'])('%s', (name) => {
    test.each([
      ['soon', 'must be a number of seconds'],
      ['280s', 'must be a number of seconds'],
      ['4 min', 'must be a number of seconds'],
      ['Infinity', 'must be a number of seconds'],
      ['0', 'must be at least 1'],
      ['-60', 'must be at least 1'],
      ['3601', 'must be at most 3600'],
    ])('of %s is refused with a sentence', (value, what) => {
      expect(complaintOf({ [name]: value })).toBe(`Error: Settings: ${name} ${what}.`);
    });
  });

  test.each([
    ['1', 1000],
    ['90.5', 90_500],
    ['3600', 3_600_000],
  ])('let a lane last LANE_SECONDS=%s', (value, ms) => {
    expect(readEnvironment({ LANE_SECONDS: value }).laneMs).toBe(ms);
  });

  test('let no lane outlast the function that it runs in on Vercel', () => {
    expect(readEnvironment({ VERCEL: '1', LANE_SECONDS: '3600' }).laneMs).toBe(280_000);
    expect(readEnvironment({ VERCEL: '1', LANE_SECONDS: '100' }).laneMs).toBe(100_000);
    expect(readEnvironment({ VERCEL: '1' }).laneMs).toBe(280_000);
  });

  test.each(['openrouter.ai', 'ftp://example.com', 'javascript:alert(1)'])('refuse the address %s', (value) => {
    expect(complaintOf({ OPENROUTER_BASE_URL: value })).toBe(
      'Error: Settings: OPENROUTER_BASE_URL must be an http or https address such as https://openrouter.ai/api/v1.',
    );
  });

  test('name everything that is wrong at once, and never its value', () => {
    const complaint = complaintOf({ OPENROUTER_BASE_URL: 'sk-or-v1-secret', ORPHAN_GRACE_SECONDS: 'sk-or-v1-secret' });
    expect(complaint).toContain('OPENROUTER_BASE_URL must be');
    expect(complaint).toContain('ORPHAN_GRACE_SECONDS must be');
    expect(complaint).not.toContain('secret');
  });
});
