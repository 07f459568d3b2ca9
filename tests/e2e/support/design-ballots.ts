import type { JudgedModel, KeptBallot } from './keep-ballots';

export const SONNET: JudgedModel = {
  model: 'anthropic/claude-sonnet-4.5',
  name: 'Claude Sonnet 4.5',
  vendor: 'Anthropic',
  costUsd: 0.0051,
  firstWord: 700,
};
export const GPT: JudgedModel = {
  model: 'openai/gpt-5-mini',
  name: 'GPT-5 mini',
  vendor: 'OpenAI',
  settings: { reasoning: 'high' },
  costUsd: 0.001,
  firstWord: 2100,
};
export const GEMINI: JudgedModel = {
  model: 'google/gemini-2.5-pro',
  name: 'Gemini 2.5 Pro',
  vendor: 'Google',
  costUsd: 0.0046,
  firstWord: 2600,
};
export const LLAMA: JudgedModel = {
  model: 'meta-llama/llama-4-maverick',
  name: 'Llama 4 Maverick',
  vendor: 'Meta',
  costUsd: 0.0004,
  firstWord: 900,
};

const duels = (won: JudgedModel, lost: JudgedModel, count: number, more: Partial<KeptBallot> = {}): KeptBallot[] =>
  Array.from({ length: count }, (_, index) => ({
    models: [won, lost],
    best: [0],
    words: index % 3 === 0 ? [90, 120] : [150, 100],
    ...more,
  }));

/** A visitor's ballots of a few months: 57 blind ones, five of them with an answer that names its maker, and five open ones. */
export const DESIGN_BALLOTS: readonly KeptBallot[] = [
  ...duels(SONNET, GEMINI, 11, { tags: ['code'], lineUp: 'Four' }),
  ...duels(GEMINI, SONNET, 3, { tags: ['code'] }),
  ...duels(GPT, GEMINI, 8, { tags: ['prose'] }),
  ...duels(GEMINI, GPT, 6, { tags: ['prose'], lineUp: 'Four' }),
  ...duels(GPT, LLAMA, 9),
  ...duels(LLAMA, GPT, 1),
  ...duels(SONNET, GPT, 5, { namesMaker: true }),
  ...duels(SONNET, LLAMA, 10, { lineUp: 'Four' }),
  { models: [SONNET, GPT, GEMINI, LLAMA] },
  { models: [SONNET, GPT, GEMINI, LLAMA], best: [1, 2] },
  { models: [SONNET, GPT, GEMINI, LLAMA], best: [3] },
  ...duels(LLAMA, SONNET, 5, { blind: false }),
];
