import { describe, expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { noteRecentModel, readRecentModels } from '@/components/picker/use-model-list';
import { emptyDraft, writeLaneSettings, writePrompt } from '@/lib/client/draft';
import { chooseModels } from '@/lib/client/draft-lanes';
import { guardedStorage, type TextStorage } from '@/lib/client/guarded-storage';
import { keepDraft } from '@/lib/client/keep-draft';
import { decodeDraft, encodeDraft } from '@/lib/client/saved-draft';
import { memoryStorage } from '../support/memory-storage';
import { modelOf } from '../support/model-of';
import { newWorkspaceState } from '../support/new-workspace-state';
import { comparisonOf } from '../support/records';

const model = modelOf('v/m', { context: 1000, usdPerMillion: { input: 1, output: 2 }, parameters: ['temperature'] });

/** A page that is opened at that address. */
function open(storage: TextStorage, address = '', prefilled = false) {
  const initial = newWorkspaceState('', [model]);
  const store = createStore(() => initial.panes);
  const composer = createStore(() => initial.composer);
  let leave = () => {};
  const end = keepDraft(
    { store, composer },
    {
      storage,
      address,
      prefilled,
      onLeaving: (save) => {
        leave = save;
        return () => {
          leave = () => {};
        };
      },
    },
  );
  const write = (prompt: string) => composer.setState(({ draft }) => ({ draft: writePrompt(prompt)(draft) }));
  return { store, write, leave: () => leave(), end, prompt: () => composer.getState().draft.prompt };
}

describe('a draft that is kept', () => {
  test('comes back whole', () => {
    const chosen = chooseModels([model, model])({ ...emptyDraft, prompt: 'P', system: 'S', sameSettings: false });
    const draft = writeLaneSettings(chosen.lanes[1]?.key ?? '', { temperature: '3' })(chosen);
    const back = decodeDraft(encodeDraft(draft, '?a'), '?a');
    const withoutKeys = (lanes: typeof draft.lanes) => lanes.map((lane) => ({ ...lane, key: 0 }));
    expect(back).toMatchObject({ prompt: 'P', system: 'S', sameSettings: false });
    expect(withoutKeys(back?.lanes ?? [])).toEqual(withoutKeys(draft.lanes));
    expect(new Set(back?.lanes.map(({ key }) => key)).size).toBe(2);
  });

  test('of a page that knew no days of models is read too', () => {
    const { created: _, ...older } = model;
    const text = encodeDraft(chooseModels([model])(emptyDraft), '').replace(
      JSON.stringify(model),
      JSON.stringify(older),
    );
    expect(text).not.toContain('created');
    expect(decodeDraft(text, '')?.lanes[0]?.model).toEqual(model);
  });

  test.each([null, '', 'null', '{', '[]', '{"address":""}'])('is none when what is kept is %j', (text) => {
    expect(decodeDraft(text, '')).toBeNull();
  });

  test('survives a reload, and a second one', () => {
    const storage = memoryStorage();
    const first = open(storage);
    first.write('Half a question');
    first.leave();
    const second = open(storage);
    expect(second.prompt()).toBe('Half a question');
    second.leave();
    expect(open(storage).prompt()).toBe('Half a question');
  });

  test('is for the address that it was written on', () => {
    const storage = memoryStorage();
    const first = open(storage, '?models=a');
    first.write('Half a question');
    first.leave();
    expect(open(storage, '?models=b').prompt()).toBe('');
  });

  test('yields to an address that fills something in and is opened anew, and is kept from then on', () => {
    const storage = memoryStorage();
    const first = open(storage, '?again=slug');
    first.write('Half a question');
    first.leave();
    const opened = open(storage, '?again=slug', true);
    expect(opened.prompt()).toBe('');
    // Discarded: a reload does not bring it back.
    opened.leave();
    expect(open(storage, '?again=slug').prompt()).toBe('');
    opened.write('Another');
    opened.leave();
    expect(open(storage, '?again=slug').prompt()).toBe('Another');
  });

  test('is nothing when nothing was written, and costs nothing while one writes', () => {
    const storage = memoryStorage();
    const page = open(storage);
    page.leave();
    expect(storage.size()).toBe(0);
    page.write('Half');
    expect(storage.size()).toBe(0);
  });

  test('is forgotten once it is asked', () => {
    const storage = memoryStorage();
    const first = open(storage);
    first.write('A question');
    first.leave();
    const { store, leave } = open(storage);
    store.setState({ record: comparisonOf() });
    expect(storage.size()).toBe(0);
    leave();
    expect(storage.size()).toBe(0);
  });

  test('is no longer kept once that has ended', () => {
    const storage = memoryStorage();
    const page = open(storage);
    page.write('A question');
    page.end();
    page.leave();
    expect(storage.size()).toBe(0);
  });
});

describe('a storage that a browser forbids', () => {
  const forbidden = guardedStorage(() => {
    throw new DOMException('denied', 'SecurityError');
  });

  test('keeps nothing and breaks nothing', () => {
    const page = open(forbidden);
    page.write('A question');
    page.leave();
    noteRecentModel(forbidden, 'v/m');
    expect(readRecentModels(forbidden)).toEqual([]);
    expect(open(forbidden).prompt()).toBe('');
  });
});

describe('recent models', () => {
  test('are the last six, newest first, each once', () => {
    const storage = memoryStorage();
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'b']) noteRecentModel(storage, id);
    expect(readRecentModels(storage)).toEqual(['b', 'g', 'f', 'e', 'd', 'c']);
  });

  test.each(['{', 'null', '[1]', '{"a":1}'])('are none when %j is kept', (text) => {
    const storage = memoryStorage();
    storage.setItem('abreast.recent-models', text);
    expect(readRecentModels(storage)).toEqual([]);
    noteRecentModel(storage, 'a');
    expect(readRecentModels(storage)).toEqual(['a']);
  });
});
