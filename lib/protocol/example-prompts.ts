/** The questions that the start page offers; the demo models have answers to them that were written for them. */
export const EXAMPLE_PROMPTS = {
  floats: 'Why does 0.1 + 0.2 !== 0.3, and what should I do about it in a billing system?',
  queues: 'Explain to a new colleague when to use a queue and when a cron job, in a table.',
  letter: 'Write a polite, firm e-mail: the delivery is three weeks late and we need a date.',
} as const;

export type ExampleName = keyof typeof EXAMPLE_PROMPTS;
