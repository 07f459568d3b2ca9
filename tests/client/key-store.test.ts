import { expect, test } from 'vitest';
import { RequestFailed } from '@/lib/client/api';
import { createKeyStore, type KeyPorts } from '@/lib/client/key-store';
import type { KeyInfo } from '@/lib/protocol/key';
import { deferred } from '../support/openrouter/deferred';

const OWN: KeyInfo = { payer: 'visitor', label: 'sk-or-v1-abc...xyz', left: 3, maxTokens: null };
const HOUSE: KeyInfo = { payer: 'house', label: null, left: null, maxTokens: 4096 };

function keyStore(ports: Partial<KeyPorts> = {}) {
  return createKeyStore('house', {
    getKey: async () => OWN,
    postKey: async () => OWN,
    deleteKey: async () => HOUSE,
    postConnect: async () => ({ url: 'https://openrouter.example/auth', isPasted: false }),
    goTo: () => {},
    ...ports,
  });
}

test('a key that is accepted pays, and one that is forgotten pays no more', async () => {
  const key = keyStore();
  expect(await key.use('sk-or-v1-abc')).toBe(true);
  expect(key.store.getState()).toEqual({ ...OWN, busy: false, problem: null, codePage: null });
  await key.forget();
  expect(key.store.getState()).toEqual({ ...HOUSE, busy: false, problem: null, codePage: null });
});

test('a key that is refused leaves who pays as it was, says why, and is kept nowhere', async () => {
  const detail = 'OpenRouter does not accept this key.';
  const key = keyStore({
    postKey: () => Promise.reject(new RequestFailed({ status: 400, code: 'key-rejected', detail })),
  });
  expect(await key.use('sk-or-v1-wrong')).toBe(false);
  const unchanged = { ...HOUSE, maxTokens: null };
  expect(key.store.getState()).toEqual({ ...unchanged, busy: false, problem: detail, codePage: null });
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

test('a key given while the panel still asks about the last one waits for that, and is the one that counts', async () => {
  const read = deferred<KeyInfo>();
  const given: object[] = [];
  const key = keyStore({
    getKey: () => read.promise,
    postKey: async (request) => {
      given.push(request);
      return OWN;
    },
  });
  const readings = [key.refresh(), key.refresh()];
  expect(key.store.getState().busy).toBe(false);
  const accepted = key.use('sk-or-v1-abc');
  expect(key.store.getState().busy).toBe(true);
  await Promise.resolve();
  expect(given).toEqual([]);
  read.resolve(HOUSE);
  await Promise.all(readings);
  expect(await accepted).toBe(true);
  expect(given).toEqual([{ key: 'sk-or-v1-abc' }]);
  expect(key.store.getState()).toEqual({ ...OWN, busy: false, problem: null, codePage: null });
});

test('connecting leaves the page for OpenRouter, or stays and takes a code', async () => {
  const visited: string[] = [];
  const goTo = (url: string) => void visited.push(url);
  const away = keyStore({ goTo });
  await away.connect(10, '/');
  expect(visited).toEqual(['https://openrouter.example/auth']);
  expect(away.store.getState().codePage).toBeNull();

  const given: object[] = [];
  const pasted = keyStore({
    goTo,
    postConnect: async () => ({ url: 'https://openrouter.example/code', isPasted: true }),
    postKey: async (code) => {
      given.push(code);
      return OWN;
    },
  });
  await pasted.connect(null, '/');
  expect(pasted.store.getState()).toMatchObject({ codePage: 'https://openrouter.example/code', payer: 'house' });
  expect(await pasted.bringCode('code-1')).toBe(true);
  expect(given).toEqual([{ code: 'code-1' }]);
  expect(pasted.store.getState()).toMatchObject({ codePage: null, payer: 'visitor' });
  expect(visited).toHaveLength(1);
});

test('coming back with a key shows it, and without one says why', async () => {
  const key = keyStore();
  await key.arrive('cancelled');
  expect(key.store.getState()).toMatchObject({ payer: 'house', problem: expect.stringMatching('Nothing has changed') });
  await key.arrive('connected');
  expect(key.store.getState()).toMatchObject({ payer: 'visitor', problem: null });
});
