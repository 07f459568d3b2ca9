import { describe, expect, test } from 'vitest';
import { listeningFetch } from '@/lib/provider/listening-fetch';
import { relayFrames } from '@/lib/provider/relay-frames';
import { UpstreamError } from '@/lib/provider/upstream-error';
import { countScanned } from '../support/count-scanned';
import { FakeClock, settle } from '../support/fake-clock';
import { SILENT_LISTENER } from '../support/silent-listener';

const FRAME = 'data: {"choices":[{"delta":{"content":"a"}}]}\n\n';

/** A fetch whose answer is these pieces, listened to. */
function listen(pieces: Iterable<string>, status = 200, type = 'text/event-stream') {
  const said: string[] = [];
  const utf8 = new TextEncoder();
  const rest = pieces[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = rest.next();
      if (done) controller.close();
      else controller.enqueue(utf8.encode(value));
    },
  });
  const fetch = listeningFetch(
    async () => new Response(body, { status, headers: { 'content-type': type } }),
    {
      ...SILENT_LISTENER,
      onHeaders: () => said.push('headers'),
      onComment: () => said.push('comment'),
      onFrames: () => said.push('frames'),
      onDoneMark: () => said.push('done'),
      onFailure: (error) => said.push(error instanceof UpstreamError ? error.fault : 'failure'),
    },
    new FakeClock(),
  );
  return { fetch, said };
}

/** A stream whose bytes the test sends by hand. */
function byHand() {
  const said: string[] = [];
  const utf8 = new TextEncoder();
  const clock = new FakeClock();
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      stream = controller;
    },
  });
  const relayed = relayFrames(body, { ...SILENT_LISTENER, onFailure: () => said.push('failure') }, clock);
  const whole = new Response(relayed).text();
  const send = async (text: string) => {
    stream?.enqueue(utf8.encode(text));
    await settle();
  };
  return { said, clock, whole, send };
}

describe('the ear on an answer', () => {
  test('tells headers, comments, frames and [DONE], in their order, and hands on the frames alone', async () => {
    const { fetch, said } = listen([': OPENROUTER PROCESSING\n\n', FRAME, ': again\n\ndata: [DONE]\n\n']);
    const response = await fetch('http://upstream.invalid');
    expect(await response.text()).toBe(FRAME);
    expect(said).toEqual(['headers', 'comment', 'frames', 'comment', 'done', 'frames']);
  });

  test('loses nothing by empty chunks', async () => {
    const pieces = ['', '', FRAME.slice(0, 9), '', FRAME.slice(9), '', '', FRAME, ''];
    const { fetch } = listen(pieces);
    const response = await fetch('http://upstream.invalid');
    expect(await response.text()).toBe(FRAME + FRAME);
  });

  test('lets the others have their turn when an answer is nothing but empty chunks', async () => {
    let reads = 0;
    const empty = (function* () {
      for (; reads < 1000; reads++) yield '';
      yield FRAME;
    })();
    const { fetch } = listen(empty);
    const response = await fetch('http://upstream.invalid');
    const text = response.text();
    await new Promise((resolve) => setImmediate(resolve));
    expect(reads).toBeLessThan(10);
    expect(await text).toBe(FRAME);
  });

  test.each(['text/html', 'application/json'])('takes no %s for an event stream', async (type) => {
    const { fetch } = listen(['{}'], 200, type);
    await expect(fetch('http://upstream.invalid')).rejects.toBeInstanceOf(UpstreamError);
  });

  test('reads no more than a megabyte of an error', async () => {
    let sent = 0;
    const flood = (function* () {
      for (;;) {
        sent += 1;
        yield 'x'.repeat(64 * 1024);
      }
    })();
    const { fetch } = listen(flood, 500, 'text/plain');
    const response = await fetch('http://upstream.invalid');
    expect(response.status).toBe(500);
    await expect(response.text()).rejects.toThrow('too large');
    expect(sent).toBeLessThan(32);
  });

  test('gives up on a frame of over four megabytes, and not on as many comments', async () => {
    const comments = Array.from({ length: 100 }, () => `: ${'x'.repeat(64 * 1024)}\n\n`);
    const patient = await listen([...comments, FRAME]).fetch('http://upstream.invalid');
    expect(await patient.text()).toBe(FRAME);
    const endless = Array.from({ length: 100 }, () => 'x'.repeat(64 * 1024));
    const { fetch, said } = listen([FRAME, 'data: ', ...endless]);
    const response = await fetch('http://upstream.invalid');
    expect(await response.text()).toBe(FRAME);
    expect(said.at(-1)).toBe('frame-too-large');
  });
});

describe('after [DONE]', () => {
  test('frames are read until none has come for a second, whatever comments come', async () => {
    const { clock, whole, said, send } = byHand();
    await send(`${FRAME}data: [DONE]\n\n`);
    await clock.advance(900);
    await send(FRAME);
    for (let nth = 0; nth < 3; nth++) {
      await clock.advance(300);
      await send(': still here\n\n');
    }
    expect(clock.pending).toBe(1);
    await clock.advance(100);
    expect(await whole).toBe(FRAME + FRAME);
    expect(clock.pending).toBe(0);
    expect(said).toEqual([]);
  });
});

test('a frame that comes byte by byte costs work in proportion to its length', async () => {
  const frame = `data: {"choices":[{"delta":{"content":"${'x'.repeat(20_000)}"}}]}\n\n`;
  const { fetch } = listen(frame);
  const units = await countScanned(async () => {
    const response = await fetch('http://upstream.invalid');
    expect(await response.text()).toBe(frame);
  });
  expect(units).toBeGreaterThan(0);
  expect(units).toBeLessThan(20 * frame.length);
});
