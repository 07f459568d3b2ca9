import { expect, test } from 'vitest';
import { CONNECTION_MS, openConnection, sealConnection } from '@/lib/session/sealed-connection';

const SECRETS = ['the secret of today'];
const BEGUN_AT = Date.parse('2026-11-27T12:00:00Z');
const CONNECTION = {
  visitor: 'visitor-1',
  state: 'state',
  verifier: 'verifier',
  from: '/',
  expiresAt: BEGUN_AT + CONNECTION_MS,
};

test('a connection is open for ten minutes, to the visitor who began it', async () => {
  const token = await sealConnection(CONNECTION, SECRETS);
  const openAt = (now: number, visitor = 'visitor-1') => openConnection(token, visitor, SECRETS, now);
  expect(await openAt(BEGUN_AT)).toEqual(CONNECTION);
  expect(await openAt(BEGUN_AT + 10 * 60_000 - 1)).toEqual(CONNECTION);
  expect(await openAt(BEGUN_AT + 10 * 60_000)).toBeNull();
  expect(await openAt(BEGUN_AT, 'visitor-2')).toBeNull();
});
