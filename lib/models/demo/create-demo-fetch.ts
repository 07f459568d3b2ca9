import type { Clock } from '@/lib/time/clock';
import { demoFrames } from './demo-frames';
import { demoCharacters } from './demo-models';
import { pacedStream } from './paced-stream';
import { planDemoAnswer } from './plan-demo-answer';
import { countRequests, type Question } from './question';
import { quotePrompt } from './quote-prompt';
import { type Random, randomFrom, seedOf } from './random';
import { type DemoRequest, readDemoRequest } from './read-demo-request';

const characters = new Map(Object.entries(demoCharacters));

export interface DemoFetchOptions {
  clock: Clock;
  /** Multiplies all times: 1 (default) like real models, 0 as fast as the reader reads. */
  pace?: number;
}

/**
 * Creates a `fetch` that answers OpenRouter's streamed chat completions for the demo models, in this process and without
 * network, in the format and at the pace of a real provider. The same model, prompt and turn give the same answer at the
 * same pace. Only `demo/flaky` has a memory: of its last 500 questions, each fails on odd requests and succeeds on even ones.
 *
 * As with `fetch`, an abort rejects, or errors the body, with the signal's reason. As OpenRouter would, it answers 400 to
 * another request, and 404 to a model that is not a demo.
 */
export function createDemoFetch({ clock, pace = 1 }: DemoFetchOptions): typeof fetch {
  const askings = countRequests();
  let answers = 0;

  return async (_input, init) => {
    init?.signal?.throwIfAborted();
    const request = readDemoRequest(init?.body);
    if (!request) return refusal(400, 'Not a streamed chat completion');
    const character = characters.get(request.model);
    if (!character) return refusal(404, `No endpoints found for ${request.model}`);

    const question = JSON.stringify([request.model, request.prompts.length, request.prompts.at(-1)]);
    const seed = seedOf(question);
    answers += 1;
    const id = `gen-demo-${seed.toString(36)}-${answers}`;
    const frames = planDemoAnswer({
      character,
      request,
      question: questionIn(request, randomFrom(seed)),
      frames: demoFrames({ id, model: request.model, created: Math.floor(clock.date().getTime() / 1000) }),
      // Independent of the wordings, so that a limit or an effort changes none of them.
      random: randomFrom(~seed),
      breaksOff: character.breaksOff === true && askings(question) % 2 === 1,
    });
    return new Response(pacedStream(frames, { clock, pace, signal: init?.signal }), {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', 'x-generation-id': id },
    });
  };
}

function questionIn({ prompts, system }: DemoRequest, random: Random): Question {
  const earlier = prompts.at(-2);
  return {
    prompt: quotePrompt(prompts.at(-1) ?? ''),
    earlier: earlier === undefined ? null : quotePrompt(earlier),
    system: system === null ? null : quotePrompt(system),
    turn: Math.max(1, prompts.length),
    pick: (wordings) => wordings[Math.floor(random() * wordings.length)] ?? wordings[0],
  };
}

function refusal(status: number, message: string): Response {
  return Response.json({ error: { code: status, message } }, { status });
}
