import { describe, expect, test } from 'vitest';
import { foldEvents } from '@/lib/comparison/fold-events';
import { laneMessages } from '@/lib/comparison/lane-messages';
import { type ComparisonState, emptyState } from '@/lib/comparison/state';
import type { TurnRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { RunEvent } from '@/lib/protocol/run-event';
import { numbered } from '../support/fold-runs';
import { turnRecord } from '../support/records';

const timestamp = '2026-11-22T10:00:00.000Z';

/** What a lane said, in a turn, at its next attempt. */
interface Said {
  text?: string;
  reasoning?: string;
  /** How it ended; `done` when not given. */
  end?: 'done' | 'stopped' | 'failed' | 'running';
}

/** A comparison whose turns are written down as what each lane said; a list is that lane's attempts. */
function comparison(...script: Partial<Record<Lane, Said | Said[]>>[]) {
  const turns: TurnRecord[] = [];
  let state: ComparisonState = emptyState;
  script.forEach((lanes, index) => {
    const turn = index + 1;
    turns.push({ ...turnRecord(turn, `prompt ${turn}`), system: 'Be brief.' });
    for (const [lane, said] of Object.entries(lanes) as [Lane, Said | Said[]][]) {
      [said].flat().forEach((attempt, tried) => {
        const run = `${turn}${lane}${tried + 1}`;
        state = foldEvents(state, run, numbered(eventsOf(run, turn, lane, tried + 1, attempt)));
      });
    }
  });
  return { turns, state };
}

function eventsOf(run: string, turn: number, lane: Lane, attempt: number, said: Said): RunEvent[] {
  const who = { lane, model: `m/${lane}` };
  const { text, reasoning, end = 'done' } = said;
  const nothing = { usage: null, cost: null, provider: null, servedModel: null };
  const events: RunEvent[] = [
    { type: 'run', at: 0, run, comparison: 'c', turn, lanes: [who], timestamp },
    { type: 'start', at: 0, ...who, attempt, timestamp },
  ];
  if (reasoning) events.push({ type: 'reasoning', at: 1, ...who, content: reasoning });
  if (text) events.push({ type: 'chunk', at: 2, ...who, content: text });
  if (end === 'failed') events.push({ type: 'error', at: 3, ...who, timestamp, failure: { code: 'stalled' } });
  if (end === 'done' || end === 'stopped') {
    events.push({ type: 'done', at: 3, ...who, timestamp, reason: end === 'done' ? 'stop' : 'stopped', ...nothing });
  }
  return events;
}

const user = (content: string) => ({ role: 'user', content });
const assistant = (content: string) => ({ role: 'assistant', content });

describe('what a lane is sent', () => {
  test('in the first turn is the prompt alone; the system prompt goes apart', () => {
    const { turns, state } = comparison({});
    expect(laneMessages(turns, state, 'A', 1)).toEqual([user('prompt 1')]);
  });

  test('is its own earlier answers, and nothing of any other lane', () => {
    const { turns, state } = comparison({ A: { text: 'a1' }, B: { text: 'b1' } }, {});
    expect(laneMessages(turns, state, 'A', 2)).toEqual([user('prompt 1'), assistant('a1'), user('prompt 2')]);
    expect(laneMessages(turns, state, 'B', 2)).toEqual([user('prompt 1'), assistant('b1'), user('prompt 2')]);
  });

  test('has text without its reasoning', () => {
    const { turns, state } = comparison({ A: { reasoning: 'let me see', text: 'a1' } }, {});
    expect(laneMessages(turns, state, 'A', 2)).toEqual([user('prompt 1'), assistant('a1'), user('prompt 2')]);
  });

  test.each(['stopped', 'failed', 'running'] as const)('has partial text of an answer that is %s', (end) => {
    const { turns, state } = comparison({ A: { text: 'half', end } }, {});
    expect(laneMessages(turns, state, 'A', 2)).toEqual([user('prompt 1'), assistant('half'), user('prompt 2')]);
  });

  test('joins the prompts where the lane had no text, so that the roles alternate', () => {
    const { turns, state } = comparison(
      { A: { end: 'failed' }, B: { text: 'b1' } },
      { A: { reasoning: 'hm', end: 'stopped' }, B: { text: 'b2' } },
      {},
    );
    expect(laneMessages(turns, state, 'A', 3)).toEqual([user('prompt 1\n\nprompt 2\n\nprompt 3')]);
    expect(laneMessages(turns, state, 'B', 3)).toHaveLength(5);
  });

  test('goes on to alternate after a turn without text', () => {
    const { turns, state } = comparison({ A: { text: 'a1' } }, { A: { end: 'failed' } }, { A: { text: 'a3' } }, {});
    expect(laneMessages(turns, state, 'A', 4)).toEqual([
      user('prompt 1'),
      assistant('a1'),
      user('prompt 2\n\nprompt 3'),
      assistant('a3'),
      user('prompt 4'),
    ]);
  });

  test('leaves out turns in which the lane was not asked', () => {
    const { turns, state } = comparison({ A: { text: 'a1' }, B: { text: 'b1' } }, { A: { text: 'a2' } }, {});
    expect(laneMessages(turns, state, 'B', 3)).toEqual([user('prompt 1'), assistant('b1'), user('prompt 3')]);
  });

  test('has the newest attempt of each turn only', () => {
    const { turns, state } = comparison({ A: [{ text: 'first', end: 'failed' }, { text: 'second' }] }, {});
    expect(laneMessages(turns, state, 'A', 2)).toEqual([user('prompt 1'), assistant('second'), user('prompt 2')]);
  });

  test('when an old turn is asked again ends with that turn, without its own earlier attempts', () => {
    const { turns, state } = comparison({ A: { text: 'a1' } }, { A: { text: 'a2' } }, { A: { text: 'a3' } });
    expect(laneMessages(turns, state, 'A', 2)).toEqual([user('prompt 1'), assistant('a1'), user('prompt 2')]);
    expect(laneMessages(turns, state, 'A', 1)).toEqual([user('prompt 1')]);
  });
});
