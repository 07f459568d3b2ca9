import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createAnswerLengths } from '@/lib/client/answer-lengths';
import { emptyComposer } from '@/lib/client/composer-state';
import { type Draft, emptyDraft, writeSettings } from '@/lib/client/draft';
import { chooseModels } from '@/lib/client/draft-lanes';
import { noPanes, type PaneState } from '@/lib/client/pane-state';
import { turnCost } from '@/lib/client/turn-cost';
import type { WorkspaceState } from '@/lib/client/workspace-state';
import type { Answer } from '@/lib/comparison/answer';
import type { Price } from '@/lib/protocol/model';
import { memoryStorage } from '../support/memory-storage';
import { modelOf } from '../support/model-of';
import { newWorkspaceState } from '../support/new-workspace-state';
import { comparisonOf, laneRecord, turnRecord } from '../support/records';

const model = (usdPerMillion: Price | null) => modelOf('v/m', { usdPerMillion });
const dear = model({ input: 10, output: 100 });
const free = model({ input: 0, output: 0 });
/** 100 tokens, as estimated. */
const TEXT = 'abcd'.repeat(100);

const costOf = ({ panes, composer }: WorkspaceState) => turnCost(panes, composer);

test('a turn costs what is sent and 500 tokens of answer, in each lane', () => {
  expect(costOf(newWorkspaceState(TEXT, [dear, dear, free]))).toBeCloseTo(2 * (0.001 + 0.05));
});

test('an answer that may be no longer costs no more', () => {
  const { panes, composer } = newWorkspaceState(TEXT, [dear]);
  const draft = writeSettings({ maxTokens: '10' })({ ...composer.draft, system: TEXT });
  expect(turnCost(panes, { ...composer, draft })).toBeCloseTo(0.002 + 0.001);
});

test('a cost is not known when one price is not', () => {
  expect(costOf(newWorkspaceState(TEXT, [dear, model(null)]))).toBeNull();
});

test('a follow-up sends what was said before, to the lanes that are asked', () => {
  const { usdPerMillion } = dear;
  const lanes = [laneRecord('A', 1, { usdPerMillion }), laneRecord('B', 1, { usdPerMillion })];
  const answer = { lane: 'A', turn: 1, text: TEXT } as Answer;
  const panes: PaneState = {
    ...noPanes,
    record: comparisonOf(turnRecord(1, TEXT, { run: 'r1', kind: 'turn', lanes })),
    answers: { turns: [{ turn: 1, answers: { A: [answer] } }], runs: {} },
  };
  const draft: Draft = { ...chooseModels([])(emptyDraft), prompt: TEXT, leftOut: ['B'] };
  expect(turnCost(panes, { ...emptyComposer, draft })).toBeCloseTo(0.003 + 0.05);
});

test('an answer is as long as the median of those that the model has given here', () => {
  const storage = memoryStorage();
  const lengths = createAnswerLengths(storage);
  expect(lengths.medianOf('v/m')).toBeNull();
  const store = createStore<PaneState>(() => noPanes);
  const end = lengths.keep({ store });
  const endRun = (run: string, phase: 'done' | 'stopped', output: number) => {
    const ending = { usage: { input: 1, output, reasoning: 0, cached: 0 } };
    const answer = { lane: 'A', turn: 1, run, model: 'v/m', phase, ending } as unknown as Answer;
    store.setState(({ answers }) => ({
      answers: {
        turns: [{ turn: 1, answers: { A: [...(answers.turns[0]?.answers.A ?? []), answer] } }],
        runs: { ...answers.runs, [run]: { end: {} } as PaneState['answers']['runs'][string] },
      },
    }));
  };
  for (const [index, output] of [100, 900, 300].entries()) endRun(`r${index}`, 'done', output);
  endRun('cut', 'stopped', 1);
  expect(lengths.medianOf('v/m')).toBe(300);
  expect(createAnswerLengths(storage).medianOf('v/m')).toBe(300);
  const { panes, composer } = newWorkspaceState(TEXT, [dear]);
  expect(turnCost(panes, composer, lengths.medianOf)).toBeCloseTo(0.001 + 0.03);
  end();
});
