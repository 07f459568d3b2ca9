import { describe, expect, test, vi } from 'vitest';
import {
  type Draft,
  draftLane,
  emptyDraft,
  settingsFor,
  shareSettings,
  withoutAsked,
  writeLaneSettings,
  writeSettings,
} from '@/lib/client/draft';
import { addAgain, addModel, chooseModels, clearLanes, removeLane, toggleModel } from '@/lib/client/draft-lanes';
import { modelOf } from '../support/model-of';

const draftOf = (...ids: string[]): Draft => chooseModels(ids.map((id) => modelOf(id)))(emptyDraft);
const idsOf = ({ lanes }: Draft) => lanes.map((lane) => lane.model.id);
const keyAt = ({ lanes }: Draft, index: number) => lanes[index]?.key ?? '';

describe('the lanes of a draft', () => {
  test('a model asked again stands beside its first lane, with the same settings', () => {
    const draft = draftOf('a', 'b');
    const own = writeLaneSettings(keyAt(draft, 0), { temperature: '1' })(shareSettings(false)(draft));
    const again = addAgain(keyAt(own, 0))(own);
    expect(idsOf(again)).toEqual(['a', 'a', 'b']);
    expect(again.lanes[1]?.own).toEqual(again.lanes[0]?.own);
    expect(new Set(again.lanes.map(({ key }) => key)).size).toBe(3);
  });

  test('there are eight, and no more', () => {
    const full = draftOf(...'abcdefgh');
    expect(addModel(modelOf('i'))(full).lanes).toHaveLength(8);
    expect(addAgain(keyAt(full, 0))(full)).toBe(full);
    expect(toggleModel(modelOf('i'))(full).lanes).toHaveLength(8);
    expect(chooseModels([...'abcdefghi'].map((id) => modelOf(id)))(emptyDraft).lanes).toHaveLength(8);
  });

  test('those that were asked are gone, though the list of models has come meanwhile; what was added since stays', () => {
    const sent = draftOf('a', 'b');
    const dearer = sent.lanes.map((lane) => ({ ...lane, model: { ...lane.model, context: 1 } }));
    const since = addModel(modelOf('c'))({ ...sent, lanes: dearer });
    expect(idsOf(withoutAsked(since, sent))).toEqual(['c']);
  });

  test('toggling a model removes all its lanes, or adds one', () => {
    expect(idsOf(toggleModel(modelOf('a'))(draftOf('a', 'b', 'a')))).toEqual(['b']);
    expect(idsOf(toggleModel(modelOf('c'))(draftOf('a')))).toEqual(['a', 'c']);
  });

  test('one lane can be removed, and all of them', () => {
    const draft = draftOf('a', 'a', 'b');
    expect(idsOf(removeLane(keyAt(draft, 1))(draft))).toEqual(['a', 'b']);
    expect(clearLanes(draft).lanes).toEqual([]);
  });
});

describe('the settings of a draft', () => {
  const settings = (draft: Draft) => draft.lanes.map((lane) => settingsFor(draft, lane));

  test('are those of all at first', () => {
    expect(settings(writeSettings({ temperature: '0.2' })(draftOf('a', 'b')))).toEqual([
      { temperature: 0.2 },
      { temperature: 0.2 },
    ]);
  });

  test('of one lane begin with those of all, and change nothing for the others', () => {
    const shared = shareSettings(false)(writeSettings({ temperature: '0.2' })(draftOf('a', 'b')));
    const own = writeLaneSettings(keyAt(shared, 1), { reasoning: 'high' })(shared);
    expect(settings(own)).toEqual([{ temperature: 0.2 }, { temperature: 0.2, reasoning: 'high' }]);
  });

  test('of one lane rest while those of all count, and are not lost', () => {
    const draft = shareSettings(false)(draftOf('a', 'b'));
    const own = writeLaneSettings(keyAt(draft, 0), { temperature: '2' })(draft);
    const same = shareSettings(true)(own);
    expect(settings(same)).toEqual([{}, {}]);
    expect(settings(shareSettings(false)(same))).toEqual([{ temperature: 2 }, {}]);
  });

  test('may come with a lane', () => {
    const draft = { ...emptyDraft, sameSettings: false, lanes: [draftLane(modelOf('a'), { maxTokens: 7 })] };
    expect(settings(draft)).toEqual([{ maxTokens: 7 }]);
  });
});

describe('keys of lanes', () => {
  test('made on the server and in the browser are told apart', async () => {
    const keys = Array.from({ length: 50 }, () => draftLane(modelOf('a')).key);
    // Another process, or a module that is loaded again, counts from the same number; random keys differ.
    vi.resetModules();
    const again = await import('@/lib/client/draft');
    const others = Array.from({ length: 50 }, () => again.draftLane(modelOf('a')).key);
    expect(new Set([...keys, ...others]).size).toBe(100);
  });
});
