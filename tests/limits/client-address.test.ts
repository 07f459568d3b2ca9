import { describe, expect, test } from 'vitest';
import { clientAddress } from '@/lib/limits/client-address';

const at = (headers: Record<string, string>, proxyHops: number, onVercel = false) =>
  clientAddress(new Headers(headers), { proxyHops, onVercel });

describe('the address of a client', () => {
  test('is not known where no proxy is trusted, whatever the client sends', () => {
    expect(at({ 'x-forwarded-for': '192.0.2.1', 'x-real-ip': '192.0.2.1' }, 0)).toBeNull();
  });

  test('is the entry of the outermost trusted proxy, and nothing that stands before it', () => {
    const headers = { 'x-forwarded-for': '198.51.100.9, 192.0.2.1, 203.0.113.5' };
    expect(at(headers, 1)).toBe('203.0.113.5');
    expect(at(headers, 2)).toBe('192.0.2.1');
    expect(at({ 'x-forwarded-for': '192.0.2.1' }, 2), 'fewer proxies than trusted').toBeNull();
  });

  test('on Vercel is in its own header', () => {
    expect(at({ 'x-forwarded-for': '198.51.100.9', 'x-vercel-forwarded-for': '192.0.2.1' }, 0, true)).toBe('192.0.2.1');
    expect(at({ 'x-real-ip': '192.0.2.1' }, 0, true)).toBe('192.0.2.1');
  });

  test.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['[2001:DB8:1:2::7]:443', '2001:db8:1:2::/64'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['192.0.2.1:1234', '192.0.2.1'],
    ['unknown', null],
    ['', null],
    ['999.1.1.1', null],
  ])('%s counts as %s', (entry, address) => expect(at({ 'x-forwarded-for': entry }, 1)).toBe(address));
});
