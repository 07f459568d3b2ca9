import { describe, expect, test } from 'vitest';
import type { Piece } from '@/lib/provider/leading-thought';
import { relayFrames } from '@/lib/provider/relay-frames';
import type { UpstreamError } from '@/lib/provider/upstream-error';
import { FakeClock } from '../support/fake-clock';
import type { Step } from '../support/openrouter/script';
import { SILENT_LISTENER } from '../support/silent-listener';
import { delta, finish, frame, prepareStandIn, text } from '../support/wire-answers';

const answerTo = prepareStandIn();
const utf8 = new TextEncoder();
const lines = (json: unknown) => `data: ${JSON.stringify(json)}\n\n`;
const LARGEST = 6 * 1024 * 1024;
const encrypted = { type: 'reasoning.encrypted', data: 'x'.repeat(8000) };

/** Relays these bytes again and again. `out` is what was told and handed on of them, `sent` what was asked for, bytes. */
async function flood(again: string, first = '', largest = LARGEST) {
  const failures: unknown[] = [];
  const chunk = utf8.encode(again.repeat(Math.ceil((256 * 1024) / again.length)));
  let sent = 0;
  let out = '';
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const bytes = sent === 0 && first !== '' ? utf8.encode(first) : chunk;
      sent += bytes.byteLength;
      controller.enqueue(bytes);
    },
    cancel() {
      cancelled = true;
    },
  });
  const listener = {
    ...SILENT_LISTENER,
    onPiece: ({ content }: Piece) => {
      out += content;
    },
    onFailure: (error: unknown) => failures.push(error),
  };
  const handedOn = await relayFrames(body, listener, new FakeClock(), { largest });
  out += handedOn;
  return { failures, sent, out, cancelled };
}

describe('an answer without end', () => {
  test.each([
    ['encrypted reasoning', lines({ choices: [{ delta: { reasoning_details: [encrypted] } }] })],
    ['comments', `: ${'x'.repeat(2000)}\n\n`],
    ['frames that say nothing', lines({ choices: [], filler: 'x'.repeat(2000) })],
    ['white space', lines({ choices: [{ delta: { content: '\n'.repeat(4000) } }] })],
    ['frames that are not JSON', `data: ${'x'.repeat(2000)}\n\n`],
  ])('of %s is broken off, and nothing of it is kept', async (_, again) => {
    const { failures, sent, out, cancelled } = await flood(again);
    expect(failures.at(-1)).toMatchObject({ fault: 'stream-too-large' } satisfies Partial<UpstreamError>);
    expect(failures.length).toBeLessThan(3);
    expect(sent).toBeGreaterThan(LARGEST);
    expect(sent).toBeLessThan(LARGEST + 1024 * 1024);
    expect(out).toBe('');
    expect(cancelled).toBe(true);
  });

  test.each([
    ['a line', 'x'.repeat(1000), 'data: '],
    ['a comment', 'x'.repeat(1000), ': '],
    ['a frame of many lines', 'data: x\n', ''],
    ['a frame with comments between its lines', 'data: x\n: y\n', ''],
  ])('of %s is broken off at the largest frame', async (_, again, first) => {
    const { failures, sent } = await flood(again, first, Number.POSITIVE_INFINITY);
    expect(failures).toMatchObject([{ fault: 'frame-too-large' }]);
    expect(sent).toBeLessThan(32 * 1024 * 1024);
  });

  test('fails nothing once text and a finish have come', async () => {
    const whole = [{ delta: { content: 'Hello' } }, { delta: {}, finish_reason: 'stop' }];
    const { failures, out } = await flood(
      ': x\n\n'.repeat(500),
      lines({ choices: whole.slice(0, 1) }) + lines({ choices: whole.slice(1) }),
    );
    expect(failures).toEqual([]);
    expect(out).toContain('Hello');
  });

  test.each([
    ['in the middle', '\n\n'],
    ['at the end', ''],
  ])('that cannot be read %s keeps the text so far', async (_, after) => {
    const failures: unknown[] = [];
    const pieces: string[] = [];
    const last = `data: ${JSON.stringify({ choices: [], usage: { completion_tokens: 1 } })}${after}`;
    const body = new Blob([lines({ choices: [{ delta: { content: 'Half an' } }] }), last]).stream();
    const listener = {
      ...SILENT_LISTENER,
      onUsage() {
        throw new RangeError('Maximum call stack size exceeded');
      },
      onPiece: ({ content }: Piece) => pieces.push(content),
      onFailure: (error: unknown) => failures.push(error),
    };
    await relayFrames(body, listener, new FakeClock());
    expect(pieces).toEqual(['Half an']);
    expect(failures).toMatchObject([{ fault: 'unreadable' }]);
  });

  test('of 200,000 parts of content in one frame is read whole', async () => {
    const answer = await answerTo([delta({ content: Array.from({ length: 200_000 }, () => 'ab') }), finish()]);
    expect(answer).toMatchObject({ phase: 'done', text: 'ab'.repeat(200_000) });
  });

  test('ends its own lane alone', async () => {
    const piece: Step = {
      type: 'raw',
      bytes: utf8.encode(lines({ choices: [{ delta: { reasoning_details: [encrypted] } }] }).repeat(256)),
    };
    const endless = [text('Half an'), ...Array.from({ length: 80 }, () => piece)];
    const flooded = answerTo(endless);
    const healthy = answerTo([
      delta({ content: 'All is well.' }),
      finish(),
      frame({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 3 } }),
    ]);
    expect(await healthy).toMatchObject({ phase: 'done', text: 'All is well.' });
    expect(await flooded).toMatchObject({ phase: 'failed', failure: { code: 'bad-response' }, text: 'Half an' });
  });
});
