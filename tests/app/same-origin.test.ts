import { NextRequest } from 'next/server';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { requireSameOrigin } from '@/app/api/_http/same-origin';
import { Refusal } from '@/lib/service/refusal';

beforeEach(() => {
  for (const name of ['SITE_URL', 'VERCEL', 'VERCEL_PROJECT_PRODUCTION_URL']) vi.stubEnv(name, '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Whether a request with these headers is let through. Its URL is Next's, which never is the visitor's address. */
function letsThrough(headers: Record<string, string>): boolean {
  try {
    requireSameOrigin(new NextRequest('http://localhost:3000/api/compare', { method: 'POST', headers }));
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).problem).toMatchObject({ status: 403, code: 'forbidden-origin' });
    return false;
  }
}

describe('an origin', () => {
  it.each([
    ['https://abreast.example', 'abreast.example'],
    ['http://abreast.example', 'abreast.example'],
    ['https://abreast.example:8443', 'abreast.example:8443'],
    ['https://abreast.example:443', 'abreast.example'],
    ['http://127.0.0.1:3000', '127.0.0.1:3000'],
    ['http://[::1]:3000', '[::1]:3000'],
    ['https://ABREAST.example', 'Abreast.Example'],
    ['https://abreast.example.', 'abreast.example'],
    ['https://abreast.example:8443', 'abreast.example.:8443'],
    ['https://abreast.example', 'abreast.example:443'],
    ['http://abreast.example', 'abreast.example:80'],
  ])('%s is our own when the request went to %s', (origin, host) => {
    expect(letsThrough({ origin, host })).toBe(true);
  });

  it.each([
    ['https://evil.example', 'abreast.example'],
    ['https://abreast.example.evil.example', 'abreast.example'],
    ['https://evil.example/abreast.example', 'abreast.example'],
    ['https://abreast.example@evil.example', 'abreast.example'],
    ['https://sub.abreast.example', 'abreast.example'],
    ['https://abreast.example:8443', 'abreast.example'],
    ['http://localhost:3000', '127.0.0.1:3000'],
    ['http://localhost:3000', 'abreast.example'],
    ['null', 'abreast.example'],
    ['null', 'null'],
    ['abreast.example', 'abreast.example'],
    ['', 'abreast.example'],
    ['file://', 'abreast.example'],
    ['chrome-extension://abreast.example', 'abreast.example'],
    ['https://abreast.example..', 'abreast.example'],
    ['https://abreast.example, https://evil.example', 'abreast.example'],
    ['https://abreast.example/', 'evil.example/abreast.example'],
    ['https://evil.example', 'abreast.example@evil.example'],
    ['https://abreast.example:80', 'abreast.example'],
    ['http://abreast.example:443', 'abreast.example'],
    ['https://null', ''],
  ])('"%s" is foreign when the request went to %s', (origin, host) => {
    expect(letsThrough({ origin, host })).toBe(false);
  });

  it('is foreign when nobody knows where the request went', () => {
    expect(letsThrough({ origin: 'https://abreast.example' })).toBe(false);
  });

  it('weighs more than what Sec-Fetch-Site says', () => {
    const host = 'abreast.example';
    expect(letsThrough({ host, origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' })).toBe(false);
    expect(letsThrough({ host, origin: 'https://abreast.example', 'sec-fetch-site': 'cross-site' })).toBe(true);
  });
});

describe('behind a proxy that does not pass the Host header on', () => {
  const host = '127.0.0.1:3000';

  it.each([
    ['https://abreast.example', 'https://abreast.example'],
    ['https://abreast.example', 'https://ABREAST.example/'],
    ['https://abreast.example', 'https://abreast.example:443'],
    ['https://abreast.example.', 'https://abreast.example'],
    ['https://abreast.example', 'https://abreast.example.'],
    ['https://abreast.example:8443', 'https://abreast.example:8443'],
    ['https://abreast.example', 'https://abreast.example/below'],
    ['http://abreast.lan', 'http://abreast.lan'],
    ['http://abreast.lan', 'http://abreast.lan:80'],
  ])('%s is our own where SITE_URL is %s', (origin, site) => {
    vi.stubEnv('SITE_URL', site);
    expect(letsThrough({ origin, host })).toBe(true);
  });

  it.each([
    ['https://evil.example', 'https://abreast.example'],
    ['https://abreast.example.evil.example', 'https://abreast.example'],
    ['https://abreast.example:8443', 'https://abreast.example'],
    ['https://sub.abreast.example', 'https://abreast.example'],
    ['http://abreast.example', 'https://abreast.example'],
    ['null', 'https://abreast.example'],
    ['https://abreast.lan', 'http://abreast.lan'],
    ['https://abreast.example', ''],
  ])('"%s" is foreign where SITE_URL is "%s"', (origin, site) => {
    vi.stubEnv('SITE_URL', site);
    expect(letsThrough({ origin, host })).toBe(false);
  });

  it('is known by its production address on Vercel', () => {
    vi.stubEnv('VERCEL', '1');
    vi.stubEnv('VERCEL_PROJECT_PRODUCTION_URL', 'abreast.example');
    expect(letsThrough({ origin: 'https://abreast.example', host })).toBe(true);
    expect(letsThrough({ origin: 'https://evil.example', host })).toBe(false);
  });
});

test('whoever is refused is told where to go', () => {
  const detailOf = () => {
    const headers = { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000', 'x-forwarded-proto': 'https' };
    try {
      requireSameOrigin(new NextRequest('http://localhost:3000/api/compare', { method: 'POST', headers }));
    } catch (error) {
      return (error as Refusal).problem.detail;
    }
  };
  expect(detailOf()).toContain('Open Abreast itself to do this.');
  vi.stubEnv('SITE_URL', 'https://abreast.example/');
  expect(detailOf()).toContain('Open Abreast at https://abreast.example to do this.');
});

describe('an http origin', () => {
  const own = { origin: 'http://abreast.example', host: 'abreast.example' };

  it.each(['https', 'HTTPS', 'https,http', 'https, http', ' https '])(
    'is foreign when the request is known to be https: X-Forwarded-Proto "%s"',
    (proto) => {
      expect(letsThrough({ ...own, 'x-forwarded-proto': proto })).toBe(false);
      expect(letsThrough({ ...own, origin: 'https://abreast.example', 'x-forwarded-proto': proto })).toBe(true);
      vi.stubEnv('SITE_URL', 'http://abreast.example');
      expect(letsThrough({ ...own, 'x-forwarded-proto': proto })).toBe(false);
    },
  );

  it.each(['http', 'http,https', 'httpss', ''])('is let through with X-Forwarded-Proto "%s"', (proto) => {
    expect(letsThrough({ ...own, 'x-forwarded-proto': proto })).toBe(true);
  });

  it('is foreign wherever SITE_URL is https, by whatever host it was asked', () => {
    vi.stubEnv('SITE_URL', 'https://abreast.example');
    expect(letsThrough(own)).toBe(false);
    expect(letsThrough({ ...own, 'x-forwarded-proto': 'http' })).toBe(false);
    expect(letsThrough({ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' })).toBe(false);
  });
});

describe('without an origin', () => {
  it.each([
    [undefined, true],
    ['same-origin', true],
    ['none', true],
    ['same-site', false],
    ['cross-site', false],
    ['whatever', false],
  ])('Sec-Fetch-Site %s: let through is %s', (site, expected) => {
    const headers: Record<string, string> = { host: 'abreast.example', ...(site ? { 'sec-fetch-site': site } : {}) };
    expect(letsThrough(headers)).toBe(expected);
  });
});

describe('a forwarded host', () => {
  const forwarded = { host: '10.0.0.7:3000', 'x-forwarded-host': 'abreast.example' };

  it('is believed on Vercel, where the proxy sets it', () => {
    vi.stubEnv('VERCEL', '1');
    expect(letsThrough({ ...forwarded, origin: 'https://abreast.example' })).toBe(true);
    expect(letsThrough({ ...forwarded, origin: 'https://evil.example' })).toBe(false);
    expect(letsThrough({ ...forwarded, origin: 'http://10.0.0.7:3000' })).toBe(false);
  });

  it('is not needed on Vercel', () => {
    vi.stubEnv('VERCEL', '1');
    expect(letsThrough({ host: 'abreast.example', origin: 'https://abreast.example' })).toBe(true);
    expect(letsThrough({ host: 'abreast.example', origin: 'https://evil.example' })).toBe(false);
  });

  it('is not believed elsewhere, where anybody can send one', () => {
    vi.stubEnv('VERCEL', '');
    expect(letsThrough({ ...forwarded, origin: 'https://abreast.example' })).toBe(false);
    expect(letsThrough({ ...forwarded, origin: 'http://10.0.0.7:3000' })).toBe(true);
  });
});
