import type { Model } from '@/lib/protocol/model';
import type { Question } from './question';
import { thinkThinker, writeThinker } from './texts/thinker';
import { writeFlaky } from './texts/write-flaky';
import { writeLong } from './texts/write-long';
import { writeQuick } from './texts/write-quick';
import { writeSlowStart } from './texts/write-slow-start';
import { writeSteady } from './texts/write-steady';

const NAMES = {
  'demo/quick': 'Demo Quick',
  'demo/steady': 'Demo Steady',
  'demo/thinker': 'Demo Thinker',
  'demo/slow-start': 'Demo Slow Start',
  'demo/long': 'Demo Long',
  'demo/flaky': 'Demo Flaky',
} as const;

export type DemoModelId = keyof typeof NAMES;

/** Canned answers at price 0, in the order of the picker. A prompt of any length fits: `context` is null. */
export const demoModels: readonly Model[] = Object.entries(NAMES).map(([id, name]) => ({
  id,
  name,
  vendor: 'Demo',
  context: null,
  maxOutput: null,
  usdPerMillion: { input: 0, output: 0 },
  input: ['text'],
  output: ['text'],
  parameters: id === 'demo/thinker' ? ['max_tokens', 'reasoning'] : ['max_tokens'],
  created: null,
  demo: true,
}));

/** How a demo model behaves. Times are means; each answer varies a little, but always in the same way. */
export interface DemoCharacter {
  /** Until the first output. */
  waitMs: number;
  tokensPerSecond: number;
  /** @param effort OpenRouter's word; null if the request has none. @returns its reasoning; empty for none. */
  think?: (question: Question, effort: string | null) => string;
  write: (question: Question) => string;
  /** Breaks off half-way on the first, third, fifth … request of a question. */
  breaksOff?: true;
}

export const demoCharacters: Record<DemoModelId, DemoCharacter> = {
  'demo/quick': { waitMs: 250, tokensPerSecond: 120, write: writeQuick },
  'demo/steady': { waitMs: 600, tokensPerSecond: 60, write: writeSteady },
  'demo/thinker': { waitMs: 500, tokensPerSecond: 90, think: thinkThinker, write: writeThinker },
  'demo/slow-start': { waitMs: 3_000, tokensPerSecond: 150, write: writeSlowStart },
  'demo/long': { waitMs: 500, tokensPerSecond: 150, write: writeLong },
  'demo/flaky': { waitMs: 700, tokensPerSecond: 70, write: writeFlaky, breaksOff: true },
};
