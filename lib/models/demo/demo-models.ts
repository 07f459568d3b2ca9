import type { Model } from '@/lib/protocol/model';

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
  demo: true,
}));
