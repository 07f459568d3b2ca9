import { describe, expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { ComposerState } from '@/lib/client/composer-state';
import type { Draft } from '@/lib/client/draft';
import { guardedStorage, type TextStorage } from '@/lib/client/guarded-storage';
import { keepFollowUp } from '@/lib/client/keep-follow-up';
import { openWorkspaceState } from '@/lib/client/workspace-state';
import { emptyState } from '@/lib/comparison/state';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { memoryStorage } from '../support/memory-storage';
import { newWorkspaceState } from '../support/new-workspace-state';
import { comparisonOf, runRecord, turnRecord } from '../support/records';

function recordOf(
  id: string,
  turns: number,
  system: string | null = null,
  letters: readonly Lane[] = ['A', 'B'],
): ComparisonRecord {
  const asked = letters.map((lane) => `${lane}1`).join(' ');
  const turn = (index: number) => ({ ...turnRecord(index + 1, 'P', runRecord(`r${index}`, asked)), system });
  return { ...comparisonOf(...Array.from({ length: turns }, (_, index) => turn(index))), id };
}

/** A tab on which a comparison is open, or for null a new one is being written. */
function open(storage: TextStorage, record: ComparisonRecord | null = recordOf('c1', 1)) {
  const state = record ? openWorkspaceState(record, emptyState) : newWorkspaceState('', []);
  const store = createStore(() => state.panes);
  const composer = createStore(() => state.composer);
  const leavings = new Set<() => void>();
  const end = keepFollowUp(
    { store, composer },
    {
      storage,
      onLeaving: (save) => {
        leavings.add(save);
        return () => leavings.delete(save);
      },
    },
  );
  const write = (change: Partial<Draft>, more: Partial<ComposerState> = {}) =>
    composer.setState(({ draft }) => ({ draft: { ...draft, ...change }, ...more }));
  const leave = () => {
    for (const save of leavings) save();
  };
  return {
    store,
    write,
    leave,
    end,
    draft: () => composer.getState().draft,
    opened: () => composer.getState().systemOpen,
  };
}

describe('a follow-up that is kept', () => {
  test('survives a reload, and a second one', () => {
    const storage = memoryStorage();
    const first = open(storage);
    first.write({ prompt: 'And then?', system: 'Be brief', leftOut: ['B'] }, { systemOpen: true });
    first.leave();
    const second = open(storage);
    expect(second.draft()).toMatchObject({ prompt: 'And then?', system: 'Be brief', leftOut: ['B'] });
    expect(second.opened()).toBe(true);
    second.leave();
    expect(open(storage).draft().prompt).toBe('And then?');
  });

  test('is of its own comparison', () => {
    const storage = memoryStorage();
    for (const id of ['c1', 'c2']) {
      const page = open(storage, recordOf(id, 1));
      page.write({ prompt: `of ${id}` });
      page.leave();
    }
    expect(open(storage, recordOf('c1', 1)).draft().prompt).toBe('of c1');
    expect(open(storage, recordOf('c2', 1)).draft().prompt).toBe('of c2');
    expect(open(storage, recordOf('c3', 1)).draft().prompt).toBe('');
  });

  test('is gone once it is asked, and what is written meanwhile is the next one', () => {
    const storage = memoryStorage();
    const first = open(storage);
    first.write({ prompt: 'And then?' });
    first.leave();
    const second = open(storage);
    second.store.setState({ record: recordOf('c1', 2) });
    second.write({ prompt: '' });
    expect(storage.size()).toBe(0);
    second.write({ prompt: 'And after that?' });
    second.leave();
    expect(open(storage, recordOf('c1', 2)).draft().prompt).toBe('And after that?');
  });

  test('is gone once it is deleted by hand', () => {
    const storage = memoryStorage();
    const page = open(storage);
    page.write({ prompt: 'And then?' });
    page.leave();
    page.write({ prompt: '' });
    page.leave();
    expect(storage.size()).toBe(0);
  });

  test('is kept on the page on which the comparison has begun', () => {
    const storage = memoryStorage();
    const page = open(storage, null);
    page.leave();
    expect(storage.size()).toBe(0);
    page.store.setState({ record: recordOf('c1', 1) });
    page.write({ prompt: 'And then?' });
    page.leave();
    expect(open(storage).draft().prompt).toBe('And then?');
  });

  test('leaves out lanes that there are', () => {
    const storage = memoryStorage();
    const page = open(storage);
    page.write({ leftOut: ['A', 'B'] });
    page.leave();
    expect(open(storage, recordOf('c1', 1, null, ['B', 'C'])).draft().leftOut).toEqual(['B']);
  });

  test('changes no system prompt that was not written in it', () => {
    const storage = memoryStorage();
    const page = open(storage, recordOf('c1', 1, 'Be brief'));
    page.write({ prompt: 'And then?' });
    page.leave();
    // Another tab has asked with another one since.
    expect(open(storage, recordOf('c1', 2, 'Be long')).draft()).toMatchObject({
      prompt: 'And then?',
      system: 'Be long',
    });
  });

  test('may take the system prompt away', () => {
    const storage = memoryStorage();
    const page = open(storage, recordOf('c1', 1, 'Be brief'));
    page.write({ system: '' });
    page.leave();
    expect(open(storage, recordOf('c1', 1, 'Be brief')).draft().system).toBe('');
  });

  test('costs nothing while one writes', () => {
    const storage = memoryStorage();
    const page = open(storage);
    page.write({ prompt: 'And' });
    expect(storage.size()).toBe(0);
  });

  test('is no longer kept once that has ended', () => {
    const storage = memoryStorage();
    const page = open(storage);
    page.write({ prompt: 'And then?' });
    page.end();
    page.leave();
    expect(storage.size()).toBe(0);
  });
});

describe('what is kept of follow-ups', () => {
  /** Leaves a follow-up to each of so many comparisons. */
  function leaveMany(storage: TextStorage, count: number, prompt: string): void {
    for (let number = 1; number <= count; number++) {
      const page = open(storage, recordOf(`c${number}`, 1));
      page.write({ prompt });
      page.leave();
    }
  }
  const promptOf = (storage: TextStorage, number: number) => open(storage, recordOf(`c${number}`, 1)).draft().prompt;

  test('is of the last eight comparisons', () => {
    const storage = memoryStorage();
    leaveMany(storage, 10, 'P');
    expect(Array.from({ length: 10 }, (_, index) => promptOf(storage, index + 1))).toEqual([
      '',
      '',
      ...Array(8).fill('P'),
    ]);
  });

  test('is two million characters, or one longer follow-up', () => {
    const storage = memoryStorage();
    leaveMany(storage, 5, 'a'.repeat(800_000));
    expect([3, 4, 5].map((number) => promptOf(storage, number).length)).toEqual([0, 800_000, 800_000]);
    const page = open(storage, recordOf('c9', 1));
    page.write({ prompt: 'a'.repeat(3_000_000) });
    page.leave();
    expect([5, 9].map((number) => promptOf(storage, number).length)).toEqual([0, 3_000_000]);
  });

  test('is nothing, rather than something older, when there is no room', () => {
    const storage = guardedStorage(() => full);
    const full = memoryStorage(1000);
    const page = open(storage);
    page.write({ prompt: 'short' });
    page.leave();
    page.write({ prompt: 'long'.repeat(1000) });
    page.leave();
    expect(open(storage).draft().prompt).toBe('');
  });

  test.each(['{', 'null', '[1]', '{"c1":{}}', '[{"comparison":"c1"}]', '[{"comparison":"c1","prompt":1}]'])(
    'is nothing when %j is there',
    (text) => {
      const storage = memoryStorage();
      storage.setItem('abreast.follow-ups', text);
      const page = open(storage);
      expect(page.draft().prompt).toBe('');
      page.write({ prompt: 'And then?' });
      page.leave();
      expect(open(storage).draft().prompt).toBe('And then?');
    },
  );

  test('is nothing where the browser forbids it', () => {
    const forbidden = guardedStorage(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    const page = open(forbidden);
    page.write({ prompt: 'And then?' });
    page.leave();
    expect(open(forbidden).draft().prompt).toBe('');
  });
});
