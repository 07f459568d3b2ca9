import { EXAMPLE_PROMPTS, type ExampleName } from '@/lib/protocol/example-prompts';
import type { DemoRequest } from '../read-demo-request';
import { floats } from './floats';
import { letter } from './letter';
import { queues } from './queues';

/** What the demo models answer to an example of the start page, by the name after `demo/`. The rest answer as always. */
export interface Example {
  quick: string;
  steady: string;
  /** It thinks first. */
  thoughts: string;
  thinker: string;
  /** It breaks off half-way. */
  flaky: string;
}

const EXAMPLES: Readonly<Record<ExampleName, Example>> = { floats, letter, queues };

/** @returns the answers that were written for the question of a request; null for any other question. */
export function exampleOf({ prompts, system }: Pick<DemoRequest, 'prompts' | 'system'>): Example | null {
  const [prompt] = prompts;
  if (prompt === undefined || prompts.length > 1 || system !== null) return null;
  const name = (Object.keys(EXAMPLES) as ExampleName[]).find((known) => EXAMPLE_PROMPTS[known] === prompt.trim());
  return name === undefined ? null : EXAMPLES[name];
}

/** What a demo model says to an example; null where it has no answer of its own. */
export function exampleAnswer(model: string, example: Example): { thoughts: string; text: string } | null {
  switch (model) {
    case 'demo/quick':
      return { thoughts: '', text: example.quick };
    case 'demo/steady':
      return { thoughts: '', text: example.steady };
    case 'demo/thinker':
      return { thoughts: example.thoughts, text: example.thinker };
    case 'demo/flaky':
      return { thoughts: '', text: example.flaky };
    default:
      return null;
  }
}
