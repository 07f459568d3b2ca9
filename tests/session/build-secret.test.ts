import { expect, test } from 'vitest';
import { secretWithoutDatabase } from '@/lib/session/build-secret';

test('a house key gives every process the same secret, which does not show the key', () => {
  const secret = secretWithoutDatabase('sk-or-v1-of-the-house');
  expect(secretWithoutDatabase('sk-or-v1-of-the-house')).toBe(secret);
  expect(secretWithoutDatabase('sk-or-v1-of-another-house')).not.toBe(secret);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(secret).not.toContain('house');
});

test('without a house key the secret is another, and stays the same in a process', () => {
  expect(secretWithoutDatabase(null)).toMatch(/^[\w-]{43}$/);
  expect(secretWithoutDatabase(null)).toBe(secretWithoutDatabase(null));
  expect(secretWithoutDatabase(null)).not.toBe(secretWithoutDatabase(''));
});
