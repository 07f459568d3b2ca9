import { afterAll, beforeAll } from 'vitest';
import type { Answer } from '@/lib/comparison/answer';
import { latestAnswer } from '@/lib/comparison/state';
import type { Clock } from '@/lib/time/clock';
import type { Script, Step } from './openrouter/script';
import { type OpenRouterStandIn, startOpenRouter } from './openrouter/server';
import { askBody, createTestApp, foldOf, readToEnd } from './test-app';

/** One frame that holds this JSON. */
export const frame = (json: unknown): Step => ({ type: 'frame', json });
/** A frame with one choice, and more beside it. */
export const choice = (fields: object, more: object = {}): Step =>
  frame({ choices: [{ index: 0, ...fields }], ...more });
export const delta = (fields: unknown, more: object = {}): Step => choice({ delta: fields }, more);
export const text = (content: string): Step => delta({ content });
export const raw = (bytes: string): Step => ({ type: 'raw', bytes });

export const finish = (reason: unknown = 'stop'): Step => choice({ delta: {}, finish_reason: reason });
const USAGE = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15, cost: 0.002 };
export const usage = (report: unknown = USAGE): Step => frame({ choices: [], usage: report });
export const doneMark: Step = { type: 'done' };
/** The end of a good answer. */
export const REST: Step[] = [finish(), usage(), doneMark];
/** How an answer looks that ended with it, for `toMatchObject`. */
export const WELL = {
  phase: 'done',
  ending: { reason: 'stop', usage: { input: 10, output: 5 }, cost: 0.002, billedBy: 'openrouter' },
};

/**
 * Starts a stand-in for the tests of a file.
 *
 * @returns what a lane makes of a stream, through the real provider package and a real socket.
 */
export function prepareStandIn(): (script: Script, clock?: Clock) => Promise<Answer> {
  let standIn: OpenRouterStandIn;
  let asked = 0;
  beforeAll(async () => {
    standIn = await startOpenRouter();
  });
  afterAll(() => standIn.close());
  return async (script, clock) => {
    asked += 1;
    const model = `scripted/${asked}`;
    standIn.script(model, script);
    const app = createTestApp(standIn, clock);
    const run = await askBody(app, { prompt: 'Why?', models: [model] });
    const answer = latestAnswer(foldOf(run, await readToEnd(app, run)), 1, 'A');
    if (!answer) throw new Error('a lane that was asked has an answer');
    return answer;
  };
}
