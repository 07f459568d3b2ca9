import { describe, expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { CatalogState } from '@/lib/client/catalog-store';
import { emptyDraft, writeLaneSettings } from '@/lib/client/draft';
import { addAgain, chooseModels } from '@/lib/client/draft-lanes';
import { keepLineUp } from '@/lib/client/keep-line-up';
import { createLineUpStore, shippedLineUps } from '@/lib/client/line-ups';
import { applyLineUp, linedUp, reviewLanes } from '@/lib/client/lined-up';
import { memoryStorage } from '../support/memory-storage';
import { modelOf } from '../support/model-of';
import { newWorkspaceState } from '../support/new-workspace-state';
import { comparisonOf } from '../support/records';

const draftOf = (...ids: string[]) => chooseModels(ids.map((id) => modelOf(id)))(emptyDraft);
const idsOf = ({ lanes }: ReturnType<typeof draftOf>) => lanes.map(({ model }) => model.id);
const source = { kind: 'live', asOf: '2026-11-27' } as const;

describe('line-ups', () => {
  test('are saved under a name, moved, renamed and deleted, in every page of the browser', () => {
    const storage = memoryStorage();
    const { store, ...lineUps } = createLineUpStore(storage);
    const names = () => store.getState().lineUps.map(({ name }) => name);
    lineUps.save('Cheap', linedUp(draftOf('v/a')));
    lineUps.save('Dear', linedUp(draftOf('v/b')));
    lineUps.save('Cheap', linedUp(draftOf('v/c', 'v/d')));
    expect(names()).toEqual(['Dear', 'Cheap']);
    lineUps.move('Cheap', -5);
    expect(names()).toEqual(['Cheap', 'Dear']);
    expect(lineUps.rename('Cheap', 'Dear')).toBe(false);
    expect(lineUps.rename('Cheap', 'Value')).toBe(true);
    expect(names()).toEqual(['Value', 'Dear']);
    createLineUpStore(storage).remove('Dear');
    const later = createLineUpStore(storage).store.getState().lineUps;
    expect(later.map(({ lanes }) => lanes.map(({ model }) => model.id))).toEqual([['v/c', 'v/d']]);
    lineUps.save('New', linedUp(draftOf('v/e')));
    expect(names()).toEqual(['New', 'Value']);
  });

  test('that cannot be read are none', () => {
    const storage = memoryStorage();
    storage.setItem('abreast.line-ups', '[{"name":""}]');
    expect(createLineUpStore(storage).store.getState().lineUps).toEqual([]);
  });

  test('bring back each lane with its own settings', () => {
    const draft = draftOf('v/a');
    const varied = addAgain(draft.lanes[0]?.key ?? '')(draft);
    const hot = writeLaneSettings(varied.lanes[1]?.key ?? '', { temperature: '1.5' })(varied);
    const applied = applyLineUp(linedUp(hot))(draftOf('v/z'));
    expect(idsOf(applied)).toEqual(['v/a', 'v/a']);
    expect(applied.sameSettings).toBe(false);
    expect(applied.lanes[1]?.own?.temperature).toBe('1.5');
  });

  test('that are shipped have the aliases which the catalog offers, and are left out without any', () => {
    const models = ['~openai/gpt-latest', '~google/gemini-pro-latest'].map((id) => modelOf(id));
    const shipped = shippedLineUps({ source, models });
    expect(shipped.map(({ name, lanes }) => [name, lanes.length])).toEqual([['Strongest', 2]]);
  });
});

describe('restored lanes', () => {
  test('get the prices of today; a model that is gone is retired in its place, a variant is left alone', () => {
    const dearer = modelOf('v/a', { usdPerMillion: { input: 9, output: 9 } });
    const reviewed = reviewLanes({ source, models: [dearer] })(draftOf('v/a', 'v/gone', '~v/x-latest', 'v/a:nitro'));
    expect(idsOf(reviewed)).toEqual(['v/a', '~v/x-latest', 'v/a:nitro']);
    expect(reviewed.lanes[0]?.model).toBe(dearer);
    expect(reviewed.retired).toMatchObject([{ id: 'v/gone', after: reviewed.lanes[0]?.key }]);
  });

  test('that are up to date are the same draft', () => {
    const draft = draftOf('v/a');
    expect(reviewLanes({ source, models: [modelOf('v/a')] })(draft)).toBe(draft);
  });
});

describe('the last line-up', () => {
  /** A page for a new comparison that asks those models, if it is given some. */
  function open(storage: ReturnType<typeof memoryStorage>, isNamed = false, asked: string[] = []) {
    const initial = newWorkspaceState('', [modelOf('v/default')]);
    const store = createStore(() => initial.panes);
    const composer = createStore(() => initial.composer);
    const catalog = createStore<CatalogState>(() => ({ kind: 'loading' }));
    keepLineUp({ store, composer }, { storage, catalog, isNamed });
    const chosen = composer.getState().draft;
    if (asked.length > 0) {
      const models = asked.map((id) => modelOf(id, { demo: id.startsWith('demo/') }));
      composer.setState({ draft: chooseModels(models)(chosen) });
      store.setState({ record: comparisonOf() });
    }
    return { lanes: () => idsOf(composer.getState().draft), catalog };
  }

  test('is there again for the next comparison, unless the address names models', () => {
    const storage = memoryStorage();
    expect(open(storage).lanes()).toEqual(['v/default']);
    open(storage, false, ['v/a', 'v/b']);
    expect(open(storage).lanes()).toEqual(['v/a', 'v/b']);
    expect(open(storage, true).lanes()).toEqual(['v/default']);
  });

  test('is not replaced by demo models', () => {
    const storage = memoryStorage();
    open(storage, false, ['v/a']);
    open(storage, false, ['demo/quick']);
    expect(open(storage).lanes()).toEqual(['v/a']);
  });

  test('is reviewed when the list of models has come', () => {
    const storage = memoryStorage();
    open(storage, false, ['v/a', 'v/gone']);
    const page = open(storage);
    page.catalog.setState({ kind: 'ready', catalog: { source, models: [modelOf('v/a')] } });
    expect(page.lanes()).toEqual(['v/a']);
  });
});
