import { describe, expect, test } from 'vitest';
import { foldEvents } from '@/lib/comparison/fold-events';
import { project, type SharedTurns } from '@/lib/comparison/project';
import { replayAt, replayLength } from '@/lib/comparison/replay';
import { withSelectedAttempt } from '@/lib/comparison/selected-answers';
import type { ComparisonState } from '@/lib/comparison/state';
import { attemptsOf, emptyState, joinStates, latestAnswer } from '@/lib/comparison/state';
import { newestTurn, turnOf, withTurn } from '@/lib/comparison/turns';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { promptText, textContent } from '@/lib/protocol/comparison';
import { foldRuns, numbered } from '../support/fold-runs';
import { comparisonOf, runRecord, turnRecord } from '../support/records';
import { runEvents } from '../support/run-frames';

const forLink = (turns: SharedTurns) => project({ kind: 'spectator', slug: 'slug', title: null, turns });
const projectRecord = (record: ComparisonRecord, turns: SharedTurns) => forLink(turns).record(record);
const projectState = (state: ComparisonState, turns: SharedTurns) => forLink(turns).state(state);

const third = runEvents('r3', { A: ['third'] }, 3);
const first = runEvents('r1', { A: ['first'], B: ['other'] });

/** A reader that knows the first and the third of three turns. */
const record = comparisonOf(turnRecord(1, 'one', runRecord('r1', 'A1')), turnRecord(3, 'three', runRecord('r3', 'A1')));

describe('turns', () => {
  test('are found by number where one between them is not known', () => {
    expect(turnOf(record.turns, 3)).toMatchObject({ content: textContent('three') });
    expect(turnOf(record.turns, 2)).toBeUndefined();
    expect(newestTurn(record.turns)).toBe(3);
    expect(newestTurn([])).toBe(0);
  });

  test('are put in their order, and in the place of the turn that had their number', () => {
    const numbers = (turns: readonly { turn: number }[]) => turns.map(({ turn }) => turn);
    const second = turnRecord(2, 'two', runRecord('r1', 'A1'));
    expect(numbers(withTurn(record.turns, second))).toEqual([1, 2, 3]);
    expect(numbers(withTurn(withTurn([], second), { ...second, turn: 1 }))).toEqual([1, 2]);
    expect(withTurn(record.turns, { ...second, turn: 3 }).map(promptText)).toEqual(['one', 'two']);
  });

  test('fold alike in whatever order their runs are read, also where one is never read', () => {
    const forwards = foldRuns(['r1', first], ['r3', third]);
    const backwards = foldRuns(['r3', third], ['r1', first]);
    expect(backwards.turns).toEqual(forwards.turns);
    expect(forwards.turns.map(({ turn }) => turn)).toEqual([1, 3]);
    expect(latestAnswer(forwards, 3, 'A')).toMatchObject({ text: 'third', turn: 3 });
    expect(attemptsOf(forwards, 2, 'A')).toEqual([]);
    const apart = [foldRuns(['r3', third]), foldRuns(['r1', first])];
    expect(joinStates(apart)).toEqual(backwards);
    expect(foldEvents(emptyState, 'r3', numbered(third)).turns).toHaveLength(1);
  });

  test('are replayed, shared and selected by their number', () => {
    const state = foldRuns(['r1', first], ['r3', third]);
    expect(replayLength(state, 3)).toBe(100);
    expect(latestAnswer(replayAt(state, 3, 5, state), 3, 'A')).toMatchObject({ phase: 'waiting', text: '' });
    expect(latestAnswer(replayAt(state, 3, 5, state), 1, 'A')).toMatchObject({ phase: 'done', text: 'first' });
    const shared = [{ turn: 3, lanes: [{ lane: 'A' as const, attempt: 1 }] }];
    expect(projectRecord(record, shared).turns.map(promptText)).toEqual(['three']);
    expect(latestAnswer(projectState(state, shared), 3, 'A')?.text).toBe('third');
    expect(withSelectedAttempt(record, 3, 'A', 1).turns.map(({ selected }) => selected)).toEqual([{}, { A: 1 }]);
    expect(withSelectedAttempt(record, 2, 'A', 1)).toBe(record);
  });
});
