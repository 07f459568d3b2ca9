import { expect, test } from 'vitest';
import { RequestFailed } from '@/lib/client/api';
import { createKeyStore, type KeyPorts } from '@/lib/client/key-store';
import type { KeyInfo } from '@/lib/protocol/key';
import { deferred } from '../support/openrouter/deferred';

const OWN: KeyInfo = { payer: 'visitor', label: 'sk-or-v1-abc...xyz', left: 3 };
const HOUSE: KeyInfo = { payer: 'house', label: null, left: null };

function keyStore(ports: Partial<KeyPorts> = {}) {
  return createKeyStore('house', {
    getKey: async () => OWN,
    postKey: async () => OWN,
    deleteKey: async () => HOUSE,
    ...ports,
  });
}

test('a key that is accepted pays, and one that is forgotten pays no more', async () => {
  const key = keyStore();
  expect(await key.use('sk-or-v1-abc')).toBe(true);
  expect(key.store.getState()).toEqual({ ...OWN, busy: false, problem: null });
  await key.forget();
  expect(key.store.getState()).toEqual({ ...HOUSE, busy: false, problem: null });
});

test('a key that is refused leaves who pays as it was, says why, and is kept nowhere', async () => {
  const detail = 'OpenRouter does not accept this key.';
  const key = keyStore({
    postKey: () => Promise.reject(new RequestFailed({ status: 400, code: 'key-rejected', detail })),
  });
  expect(await key.use('sk-or-v1-wrong')).toBe(false);
  expect(key.store.getState()).toEqual({ ...HOUSE, busy: false, problem: detail });
  expect(JSON.stringify(key.store.getState())).not.toContain('wrong');
});

test('one request at a time: a second press while the first is under way does nothing', async () => {
  const answer = deferred<KeyInfo>();
  let asked = 0;
  const key = keyStore({
    postKey: () => {
      asked += 1;
      return answer.promise;
    },
  });
  const first = key.use('sk-or-v1-abc');
  expect(key.store.getState().busy).toBe(true);
  expect(await key.use('sk-or-v1-abc')).toBe(false);
  answer.resolve(OWN);
  expect([await first, asked]).toEqual([true, 1]);
});
