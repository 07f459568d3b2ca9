import { afterEach, expect, test, vi } from 'vitest';
import { isProxyProcess, noteProxy } from '@/app/_gate/proxy-process';

afterEach(() => vi.unstubAllEnvs());

test('a process is the proxy’s alone on Vercel, and only if the proxy has loaded', () => {
  vi.stubEnv('VERCEL', '1');
  expect(isProxyProcess()).toBe(false);
  noteProxy();
  expect(isProxyProcess()).toBe(true);
  vi.stubEnv('VERCEL', '');
  expect(isProxyProcess()).toBe(false);
});
