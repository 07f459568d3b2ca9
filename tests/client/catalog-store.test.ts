import { expect, test } from 'vitest';
import { createCatalogStore } from '@/lib/client/catalog-store';
import type { Catalog, SourceState } from '@/lib/protocol/model';

const catalogWith = (...states: SourceState['state'][]): Catalog => ({
  source: { kind: 'live', asOf: '2026-11-27' },
  sources: states.map((state, nth) => ({ id: `s${nth}`, name: `Server ${nth}`, state, asOf: null })),
  models: [],
});

function storeOf(...answers: (Catalog | Error)[]) {
  let asked = 0;
  const catalogs = createCatalogStore(async () => {
    const answer = answers[asked] ?? new Error('it was asked too often');
    asked += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { catalogs, requests: () => asked };
}

test('a list is loaded once, unless one of its servers was away', async () => {
  const { catalogs, requests } = storeOf(catalogWith('here', 'away'), catalogWith('here', 'here'));
  await catalogs.load();
  await catalogs.load();
  expect(requests()).toBe(1);
  await catalogs.lookAgain();
  expect(catalogs.store.getState()).toEqual({ kind: 'ready', catalog: catalogWith('here', 'here') });
  await catalogs.lookAgain();
  expect(requests()).toBe(2);
});

test('a list stays where it cannot be loaded again', async () => {
  const { catalogs, requests } = storeOf(catalogWith('away'), new Error('offline'));
  await catalogs.load();
  await catalogs.lookAgain();
  expect(requests()).toBe(2);
  expect(catalogs.store.getState()).toEqual({ kind: 'ready', catalog: catalogWith('away') });
});
