import type { Answer } from '@/lib/comparison/answer';
import type { CardSource } from '@/lib/comparison/card';
import type { LaneRecord } from '@/lib/protocol/comparison';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import { comparisonOf, laneRecord, turnRecord } from '@/tests/support/records';

const TIMESTAMP = '2026-11-22T10:00:00.000Z';
const NAMES = [
  'Claude Sonnet 4.5',
  'GPT-5 mini',
  'Gemini 2.5 Pro',
  'Llama 4 Maverick',
  'Qwen3 235B A22B Thinking 2507',
  'DeepSeek R1 Distill Llama 70B (free)',
  'Mistral Large',
  'Command A',
];

/** A comparison of one turn with so many lanes, shared; the fourth of them fails after a while. */
export function cardView(lanes: number, prompt: string, title: string | null = null): CardSource {
  const letters = LANE_LETTERS.slice(0, lanes);
  return {
    record: {
      ...comparisonOf(turnRecord(1, prompt, { run: 'r', kind: 'turn', lanes: letters.map(laneOf) })),
      id: 'slug',
      title,
      createdAt: TIMESTAMP,
    },
    state: {
      turns: [{ turn: 1, answers: Object.fromEntries(letters.map((lane, index) => [lane, [answerOf(lane, index)]])) }],
      runs: {},
    },
    elapsed: {},
  };
}

function laneOf(lane: Lane, index: number): LaneRecord {
  return laneRecord(lane, 1, { model: `vendor/model-${index}`, name: NAMES[index] ?? lane });
}

function answerOf(lane: Lane, index: number): Answer {
  const firstText = 600 + index * 400;
  const marks = Array.from({ length: 40 + index * 5 }, (_, piece) => [firstText + 1000 + piece * 90, 5]).flat();
  const base = {
    lane,
    model: `vendor/model-${index}`,
    turn: 1,
    run: 'r',
    attempt: 1,
    startedAt: 0,
    timestamp: TIMESTAMP,
    queuedAt: null,
    queue: null,
    tries: [],
    notes: [],
    reasoning: index % 2 === 1 ? 'aloud' : '',
    reasoningMarks: index % 2 === 1 ? [firstText, 5] : [],
  };
  if (index === 3) {
    const failure = { code: 'rate-limited', status: 429 } as const;
    const nothing = { text: '', textMarks: [], reasoning: '', reasoningMarks: [] };
    return { ...base, ...nothing, phase: 'failed', endedAt: 1800, failure, endTimestamp: TIMESTAMP };
  }
  const ending = {
    reason: 'stop',
    usage: null,
    cost: null,
    billedBy: 'openrouter',
    provider: null,
    servedModel: null,
    timestamp: TIMESTAMP,
  } as const;
  return { ...base, text: 'word', textMarks: marks, phase: 'done', endedAt: (marks.at(-2) ?? 0) + 40, ending };
}
