import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChunkHead, finishChunk, reasoningChunk, textChunk, usageChunk } from '../support/openrouter/chunks';
import { SAMPLES } from '../support/openrouter/samples';
import { playAnswer } from '../support/play-answer';

const head: ChunkHead = { id: 'gen-1', model: 'vendor/model', provider: 'Stand-in', created: 1_764_000_000 };
const USAGE = {
  prompt_tokens: 10,
  completion_tokens: 5,
  total_tokens: 15,
  cost: 0.002,
  is_byok: false,
  cost_details: { upstream_inference_cost: null },
  prompt_tokens_details: { cached_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0 },
};

type Path = readonly (string | number)[];

/** What an answer says. All else around it may be anything. */
const SAID = ['content', 'reasoning', 'reasoning_details'];

/** The places in a value that hold nothing of what is said, containers of them too. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).filter(([name]) => !SAID.includes(name));
  const holdsSaid = inside.length < Object.keys(value).length;
  const places = inside.flatMap(([name, item]) =>
    placesIn(item, [...path, Array.isArray(value) ? Number(name) : name]),
  );
  const isWhole = !holdsSaid && inside.every(([, item]) => isFree(item));
  return isWhole && path.length > 0 ? [path, ...places] : places;
}

function isFree(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, item]) => !SAID.includes(name) && isFree(item));
}

function replaced(value: unknown, [step, ...rest]: Path, by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? replaced(item, rest, by) : item));
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [step]: replaced((value as Record<string, unknown>)[step], rest, by) };
}

function piecesOf(text: string, size: number): string[] {
  return text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
}

const streamArbitrary = fc
  .record({
    text: fc.constantFrom(...Object.values(SAMPLES)),
    thought: fc.constantFrom('', 'Let me see. First …'),
    size: fc.integer({ min: 5, max: 400 }),
  })
  .map(({ text, thought, size }) => ({
    text,
    thought,
    frames: [
      ...piecesOf(thought, 6).map((piece) => reasoningChunk(head, piece)),
      ...piecesOf(text, size).map((piece) => textChunk(head, piece)),
      finishChunk(head, 'stop'),
      usageChunk(head, 'stop', USAGE),
    ] as unknown[],
  }));

/** Any JSON, more often what stands in such places somewhere. */
const jsonArbitrary = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(null, '', 0, -1, 1e300, true, [], {}, [null], [{}], 'stop', 'NaN', { content: [] }),
);

const changesArbitrary = fc.array(fc.record({ frame: fc.nat(), place: fc.nat(), by: jsonArbitrary }), {
  minLength: 1,
  maxLength: 6,
});

describe('a good stream in which anything but the words is any JSON', () => {
  test('is whole and done, wherever its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        streamArbitrary,
        changesArbitrary,
        fc.array(fc.nat(100_000), { maxLength: 20 }),
        async ({ text, thought, frames }, changes, cuts) => {
          const changed = [...frames];
          for (const { frame, place, by } of changes) {
            const index = frame % changed.length;
            const places = placesIn(changed[index]);
            const path = places[place % places.length];
            if (path) changed[index] = replaced(changed[index], path, by);
          }
          const lines = [...changed.map((frame) => JSON.stringify(frame)), '[DONE]'];
          const bytes = Buffer.from(lines.map((line) => `data: ${line}\n\n`).join(''));
          const places = [...new Set(cuts.map((cut) => cut % bytes.length))].sort((one, other) => one - other);
          const answer = await playAnswer((say) => {
            for (const [nth, from] of [0, ...places].entries()) say(bytes.subarray(from, places[nth] ?? bytes.length));
          });
          expect(answer).toMatchObject({ phase: 'done', text, reasoning: thought });
        },
      ),
      { numRuns: 400, seed: 20261126 },
    );
  }, 120_000);
});
