import { type DemoFrames, DONE_FRAME, PROCESSING_FRAME } from './demo-frames';
import type { DemoCharacter } from './demo-models';
import { exampleAnswer, exampleOf } from './examples/example';
import type { TimedFrame } from './paced-stream';
import type { Question } from './question';
import type { Random } from './random';
import type { DemoRequest } from './read-demo-request';

const FIRST_COMMENT_MS = 150;
const COMMENT_EVERY_MS = 700;

export interface DemoAnswerPlan {
  character: DemoCharacter;
  request: DemoRequest;
  question: Question;
  frames: DemoFrames;
  random: Random;
  /** Fails half-way through the text, or at `max_tokens` if that is sooner. */
  breaksOff: boolean;
}

/** Yields the frames of one answer with their times: comments during the wait, reasoning, text, the end. */
export function* planDemoAnswer(plan: DemoAnswerPlan): Generator<TimedFrame, void> {
  const { character, request, question, frames, random, breaksOff } = plan;
  const firstAt = character.waitMs * (0.9 + 0.2 * random());
  for (let at = FIRST_COMMENT_MS; at < firstAt; at += COMMENT_EVERY_MS) yield { at, text: PROCESSING_FRAME };

  let at = firstAt;
  let tokens = 0;
  let cut = false;
  const example = exampleOf(request);
  const written = example && exampleAnswer(request.model, example);
  const isThinking = request.effort !== 'none';
  const reasoning = written
    ? isThinking
      ? written.thoughts
      : ''
    : (character.think?.(question, request.effort) ?? '');
  for (const piece of cutIntoTokens(reasoning, random)) {
    cut = tokens >= request.maxTokens;
    if (cut) break;
    yield { at, text: frames.reasoning(piece) };
    tokens += 1;
    at += gapMs(character, random);
  }
  const reasoningTokens = tokens;

  const text = cut ? '' : (written?.text ?? character.write(question));
  let length = 0;
  for (const piece of cutIntoTokens(text, random)) {
    cut = tokens >= request.maxTokens;
    if (breaksOff && (cut || length >= text.length / 2)) {
      yield { at, text: frames.failure() };
      return;
    }
    if (cut) break;
    yield { at, text: frames.text(piece) };
    tokens += 1;
    length += piece.length;
    at += gapMs(character, random);
  }

  yield { at, text: frames.finish(cut ? 'length' : 'stop') };
  const { promptTokens } = request;
  yield { at, text: frames.usage({ promptTokens, completionTokens: tokens, reasoningTokens }) };
  yield { at, text: DONE_FRAME };
}

/** An uneven gap, sometimes a long one; the mean is the character's pace. */
function gapMs({ tokensPerSecond }: DemoCharacter, random: Random): number {
  const hiccup = random() < 0.025 ? 4 : 0;
  return (1000 / tokensPerSecond) * (0.35 + 1.1 * random() + hiccup);
}

/** A word with the space before it, a run of white space, or a run of signs, similar to the tokens of real models. */
const PIECE = / ?[\p{L}\p{M}\p{N}]+|\s+|[^\s\p{L}\p{M}\p{N}]+/gu;

/** Cuts a text into pieces of a few characters, never inside a code point. Joined, they give the text. */
export function* cutIntoTokens(text: string, random: Random): Generator<string> {
  for (const [piece] of text.matchAll(PIECE)) {
    const points = Array.from(piece);
    // Short words are one token, longer ones several.
    for (let from = 0; from < points.length; ) {
      const length = points.length - from <= 6 ? 6 : 3 + Math.floor(random() * 3);
      yield points.slice(from, from + length).join('');
      from += length;
    }
  }
}
