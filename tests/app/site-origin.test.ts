import { expect, test, vi } from 'vitest';
import { siteOrigin } from '@/app/_site/site-url';

const asked = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock('next/headers', () => ({ headers: async () => asked.headers }));

test.each([
  ['abreast.example:8080', 'http://abreast.example:8080'],
  ['evil.example/x?y', 'http://evil.example'],
  ['user:word@evil.example', 'http://evil.example'],
  ['a"><script>b', 'http://localhost'],
  ['', 'http://localhost'],
])('without SITE_URL links begin with an origin, whatever the client sends as Host: %s', async (host, origin) => {
  for (const name of ['SITE_URL', 'VERCEL', 'VERCEL_PROJECT_PRODUCTION_URL']) vi.stubEnv(name, '');
  asked.headers = new Headers({ host });
  expect(await siteOrigin()).toBe(origin);
});
