import { expect, test } from 'vitest';
import { emptyComposer } from '@/lib/client/composer-state';
import { type Draft, emptyDraft, writeSettings } from '@/lib/client/draft';
import { chooseModels } from '@/lib/client/draft-lanes';
import { noPanes, type PaneState } from '@/lib/client/pane-state';
import { turnCost } from '@/lib/client/turn-cost';
import type { WorkspaceState } from '@/lib/client/workspace-state';
import type { Answer } from '@/lib/comparison/answer';
import type { Price } from '@/lib/protocol/model';
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
