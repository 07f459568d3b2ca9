import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { keepPrompts, PromptWalk, readPrompts } from '@/lib/client/earlier-prompts';
import { noPanes, type PaneState } from '@/lib/client/pane-state';
import { memoryStorage } from '../support/memory-storage';
import { comparisonOf, runRecord, turnRecord } from '../support/records';

const PROMPTS = ['newest', 'older', 'oldest'];

test('↑ walks from an empty box to older prompts, ↓ back to the empty box', () => {
  const walk = new PromptWalk();
  const read = () => PROMPTS;
  expect(walk.go('', -1, read)).toBeNull();
  expect(walk.go('', 1, read)).toBe('newest');
  expect(walk.go('newest', 1, read)).toBe('older');
  expect(walk.go('older', 1, read)).toBe('oldest');
  expect(walk.go('oldest', 1, read)).toBeNull();
  expect(walk.go('oldest', -1, read)).toBe('older');
  expect(walk.go('older', -1, read)).toBe('newest');
  expect(walk.go('newest', -1, read)).toBe('');
});

test('in a text that was written or edited the arrows are the box’s own', () => {
  const walk = new PromptWalk();
  expect(walk.go('written', 1, () => PROMPTS)).toBeNull();
  expect(walk.go('', 1, () => PROMPTS)).toBe('newest');
  expect(walk.go('newest, edited', 1, () => PROMPTS)).toBeNull();
  expect(walk.go('', 1, () => [])).toBeNull();
});

test('each prompt that is asked is kept once, newest first; a very long one is not', () => {
  const storage = memoryStorage();
  const store = createStore<PaneState>(() => noPanes);
  const end = keepPrompts({ store }, storage);
  const prompts: string[] = [];
  const ask = (prompt: string) => {
    prompts.push(prompt);
    const turns = prompts.map((text, index) => turnRecord(index + 1, text, runRecord(`r${index}`, 'A')));
    store.setState({ record: comparisonOf(...turns) });
  };
  for (const prompt of ['one', 'two', 'one', 'x'.repeat(20_001)]) ask(prompt);
  expect(readPrompts(storage)).toEqual(['one', 'two']);
  end();
  ask('three');
  expect(readPrompts(storage)).toEqual(['one', 'two']);
});
