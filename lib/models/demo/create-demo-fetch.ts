import { type Asked, countAskings } from './asked';
import { demoFrames } from './demo-frames';
import { demoCharacters } from './demo-models';
import { type PacedStreamOptions, pacedStream } from './paced-stream';
import { planDemoAnswer } from './plan-demo-answer';
import { quotePrompt } from './quote-prompt';
import { type Random, randomFrom, seedOf } from './random-from';
import { type DemoRequest, readDemoRequest } from './read-demo-request';

const characters = new Map(Object.entries(demoCharacters));

export interface DemoFetchOptions {
  /** `now` is monotonic ms, `date` wall-clock time, `after` a timer that the returned function cancels. */
  clock: PacedStreamOptions['clock'] & { date(): Date };
  /** Times are multiplied by it: 1 (default) as real models, 0 as fast as it can be read. */
  pace?: number;
}

/**
 * A `fetch` that answers OpenRouter's streamed chat completions for the demo models, in this process and without
 * network, in the bytes and at the pace of a real provider. The same model, prompt and turn give the same answer at
 * the same pace. Only `demo/flaky` remembers anything: it fails on the odd askings of a prompt in a turn and succeeds
 * on the even ones, whoever asks, counted by this function's result over its last 500 questions.
 *
 * An abort rejects, or errors the body, with the signal's reason, as `fetch` does. What is not such a request is
 * answered 400, a model that is no demo 404, as OpenRouter would.
 */
export function createDemoFetch({ clock, pace = 1 }: DemoFetchOptions): typeof fetch {
  const askings = countAskings();
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
      asked: readAsked(request, randomFrom(seed)),
      frames: demoFrames({ id, model: request.model, created: Math.floor(clock.date().getTime() / 1000) }),
      // Apart from the wordings, so that a cut or an effort changes none of them.
      random: randomFrom(~seed),
      breaksOff: character.breaksOff === true && askings(question) % 2 === 1,
    });
    return new Response(pacedStream(frames, { clock, pace, signal: init?.signal }), {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', 'x-generation-id': id },
    });
  };
}

function readAsked({ prompts, system }: DemoRequest, random: Random): Asked {
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
