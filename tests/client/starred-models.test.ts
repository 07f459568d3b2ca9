import { describe, expect, test } from 'vitest';
import { createStarredModels, isAboutStars, readStarredModels } from '@/lib/client/starred-models';
import { memoryStorage } from '../support/memory-storage';

describe('stars of models', () => {
  test('are kept, and a second press removes them', () => {
    const storage = memoryStorage();
    const stars = createStarredModels(storage);
    stars.toggle('v/a');
    stars.toggle('v/b');
    expect(stars.store.getState()).toEqual(['v/a', 'v/b']);
    expect(readStarredModels(storage)).toEqual(['v/a', 'v/b']);
    stars.toggle('v/a');
    expect(readStarredModels(storage)).toEqual(['v/b']);
  });

  test('of another tab are neither missed nor overwritten', () => {
    const storage = memoryStorage();
    const [left, right] = [createStarredModels(storage), createStarredModels(storage)];
    left.toggle('v/a');
    right.toggle('v/b');
    expect(readStarredModels(storage)).toEqual(['v/a', 'v/b']);
    left.read();
    expect(left.store.getState()).toEqual(['v/a', 'v/b']);
  });

  test('are at most 200, the newest', () => {
    const storage = memoryStorage();
    const stars = createStarredModels(storage);
    for (let at = 0; at <= 200; at++) stars.toggle(`v/${at}`);
    expect(readStarredModels(storage)).toHaveLength(200);
    expect(readStarredModels(storage)[0]).toBe('v/1');
  });

  test.each(['', '{', '{}', '[1]', 'null'])('are none where %j is kept', (text) => {
    const storage = memoryStorage();
    storage.setItem('abreast.starred-models', text);
    expect(readStarredModels(storage)).toEqual([]);
  });

  test('are told apart from what else a storage has', () => {
    expect(isAboutStars({ key: 'abreast.starred-models' })).toBe(true);
    expect(isAboutStars({ key: null })).toBe(true);
    expect(isAboutStars({ key: 'abreast.recent-models' })).toBe(false);
  });
});
