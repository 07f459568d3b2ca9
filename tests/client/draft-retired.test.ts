import { describe, expect, test } from 'vitest';
import { lanesToAsk, whyNotAsk } from '@/lib/client/composer-state';
import { type Draft, type DraftEdit, settingsFor } from '@/lib/client/draft';
import { addModel, chooseModels, clearLanes, putSuccessor, removeLane, removeRetired } from '@/lib/client/draft-lanes';
import { decodeDraft, encodeDraft } from '@/lib/client/saved-draft';
import { prefilledWorkspaceState } from '@/lib/client/workspace-state';
import type { PrefillLane } from '@/lib/protocol/prefill';
import type { Settings } from '@/lib/protocol/settings';
import { modelOf } from '../support/model-of';

const there = (id: string, settings: Settings = {}): PrefillLane => ({ kind: 'model', model: modelOf(id), settings });
const gone = (id: string, successor: string | null = 'new', settings: Settings = {}): PrefillLane => ({
  kind: 'retired',
  id,
  name: id,
  successor: successor === null ? null : modelOf(successor),
  settings,
});

const stateOf = (...lanes: PrefillLane[]) => prefilledWorkspaceState({ prompt: 'P', system: '', lanes, notice: null });
const draftOf = (...lanes: PrefillLane[]) => stateOf(...lanes).composer.draft;

/** The chips in a row, retired ones in brackets. */
function chips(draft: Draft): string {
  const behind = (key: string | null) => draft.retired.filter((lane) => lane.after === key).map(({ id }) => `(${id})`);
  return [...behind(null), ...draft.lanes.flatMap(({ key, model: { id } }) => [id, ...behind(key)])].join(' ');
}

const keyOf = ({ retired }: Draft, id: string) => retired.find((lane) => lane.id === id)?.key ?? '';
const laneKey = ({ lanes }: Draft, id: string) => lanes.find((lane) => lane.model.id === id)?.key ?? '';
const edited = (draft: Draft, ...edits: ((draft: Draft) => DraftEdit)[]) =>
  chips(edits.reduce((now, edit) => edit(now)(now), draft));

describe('a model that is gone', () => {
  test('keeps its place among the others, and is not asked', () => {
    const { panes, composer } = stateOf(gone('x'), there('a'), gone('y'), gone('z'), there('b'));
    expect(chips(composer.draft)).toBe('(x) a (y) (z) b');
    expect(lanesToAsk(panes, composer)).toEqual(['A', 'B']);
    expect(whyNotAsk(panes, composer)).toBeNull();
    expect(whyNotAsk(panes, stateOf(gone('x')).composer)).toBe('Choose at least one model');
  });

  test('gives way to its successor, which sits where it stood', () => {
    const draft = draftOf(gone('x'), there('a'), gone('y'), gone('z'), there('b'));
    const put = (id: string) => (now: Draft) => putSuccessor(keyOf(now, id));
    expect(edited(draft, put('y'))).toBe('(x) a new (z) b');
    expect(edited(draft, put('z'))).toBe('(x) a (y) new b');
    expect(edited(draft, put('x'))).toBe('new a (y) (z) b');
    expect(edited(draft, put('x'), put('y'), put('z'))).toBe('new a new new b');
  });

  test('leaves its settings to its successor', () => {
    const draft = draftOf(there('a'), gone('x', 'new', { temperature: 0.5, reasoning: 'high' }));
    const next = putSuccessor(keyOf(draft, 'x'))(draft);
    expect(next.lanes.map((lane) => settingsFor(next, lane))).toEqual([{}, { temperature: 0.5, reasoning: 'high' }]);
  });

  test('can be removed, and goes when all are cleared or others are chosen', () => {
    const draft = draftOf(there('a'), gone('x'), there('b'));
    expect(edited(draft, (now) => removeRetired(keyOf(now, 'x')))).toBe('a b');
    expect(edited(draft, () => clearLanes)).toBe('');
    expect(edited(draft, () => chooseModels([modelOf('c')]))).toBe('c');
  });

  test('stays where it stood when lanes before it go, and others come', () => {
    const draft = draftOf(there('a'), there('b'), gone('x'), there('c'));
    const remove = (id: string) => (now: Draft) => removeLane(laneKey(now, id));
    expect(edited(draft, remove('b'))).toBe('a (x) c');
    expect(edited(draft, remove('b'), remove('a'))).toBe('(x) c');
    expect(edited(draft, remove('c'), () => addModel(modelOf('d')))).toBe('a b (x) d');
  });

  test('without a successor, or without a seat for it, is not replaced', () => {
    const none = draftOf(gone('x', null));
    expect(putSuccessor(keyOf(none, 'x'))(none)).toBe(none);
    const full = chooseModelsBeside(draftOf(gone('x')), 8);
    expect(putSuccessor(keyOf(full, 'x'))(full)).toBe(full);
  });

  test('comes back with a draft that was kept', () => {
    const draft = draftOf(gone('x', null), there('a'), gone('y', 'new', { maxTokens: 5 }), there('b'));
    const back = decodeDraft(encodeDraft(draft, '?again=s'), '?again=s');
    expect(back && chips(back)).toBe('(x) a (y) b');
    expect(back?.retired.map(({ successor, own }) => [successor?.id ?? null, own?.maxTokens ?? null])).toEqual([
      [null, null],
      ['new', '5'],
    ]);
  });
});

/** With so many models chosen besides what is gone. */
function chooseModelsBeside(draft: Draft, count: number): Draft {
  return Array.from({ length: count }, (_, index) => addModel(modelOf(`m${index}`))).reduce(
    (now, edit) => edit(now),
    draft,
  );
}

describe('what an address fills in', () => {
  test('has the settings of all where all seats have the same', () => {
    const hot = { temperature: 1.5 };
    const same = draftOf(there('a', hot), there('b', hot), gone('x', 'new', hot));
    expect(same).toMatchObject({ sameSettings: true, settings: { temperature: '1.5', maxTokens: '', reasoning: '' } });
    const different = draftOf(there('a', hot), there('b'));
    expect(different.sameSettings).toBe(false);
    expect(different.lanes.map((lane) => settingsFor(different, lane))).toEqual([hot, {}]);
  });

  test('opens the system prompt when there is one', () => {
    const prefill = { prompt: 'P', lanes: [], notice: null };
    expect(prefilledWorkspaceState({ ...prefill, system: 'Be brief.' }).composer).toMatchObject({
      systemOpen: true,
      draft: { system: 'Be brief.', prompt: 'P' },
    });
    expect(prefilledWorkspaceState({ ...prefill, system: '' }).composer.systemOpen).toBe(false);
  });
});
