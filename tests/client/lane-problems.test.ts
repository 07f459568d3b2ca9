import { expect, test } from 'vitest';
import type { CatalogState } from '@/lib/client/catalog-store';
import { laneProblems } from '@/lib/client/lane-problems';
import type { Model } from '@/lib/protocol/model';
import { modelOf } from '../support/model-of';
import { newWorkspaceState } from '../support/new-workspace-state';

const small = modelOf('v/small', { context: 10 });
const large = modelOf('v/large', { context: 100_000 });
const demo = modelOf('demo/quick', { demo: true, context: null });

function catalogOf(...models: Model[]): CatalogState {
  return { kind: 'ready', catalog: { source: { kind: 'live', asOf: '2026-11-27' }, models } };
}

function wordsOf(prompt: string, payer: 'house' | 'none', catalog: CatalogState) {
  const { panes, composer } = newWorkspaceState(prompt, [small, large, demo]);
  const problems = laneProblems(panes, composer, { payer, catalog });
  return Object.fromEntries(Object.entries(problems).map(([lane, problem]) => [lane, problem?.kind]));
}

test('each lane is told apart: what is too long for a model is not for another', () => {
  const prompt = 'word '.repeat(200);
  expect(wordsOf(prompt, 'house', catalogOf(small, large, demo))).toEqual({ A: 'too-long' });
});

test('without a key only demo models can be asked', () => {
  expect(wordsOf('Why?', 'none', catalogOf(small, large, demo))).toEqual({ A: 'needs-key', B: 'needs-key' });
});

test('a model that the list has no more is retired; while the list loads nothing is said of that', () => {
  expect(wordsOf('Why?', 'house', catalogOf(small, demo))).toEqual({ B: 'retired' });
  expect(wordsOf('Why?', 'house', { kind: 'loading' })).toEqual({});
});
