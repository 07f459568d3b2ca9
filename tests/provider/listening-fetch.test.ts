import { describe, expect, test } from 'vitest';
import { listeningFetch } from '@/lib/provider/listening-fetch';
import { relayFrames } from '@/lib/provider/relay-frames';
import { UpstreamError } from '@/lib/provider/upstream-error';
import { countScanned } from '../support/count-scanned';
import { FakeClock, settle } from '../support/fake-clock';
import { SILENT_LISTENER } from '../support/silent-listener';

const FRAME = 'data: {"choices":[{"delta":{"content":"a"}}]}\n\n';

/** A fetch whose answer is these pieces, listened to. `text` resolves with what the listener was told of it, once it is over. */
function listen(pieces: Iterable<string>, status = 200, type = 'text/event-stream') {
  const said: string[] = [];
  let heard = '';
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
      onPiece: ({ content }) => {
        heard += content;
      },
      onFailure: (error) => said.push(error instanceof UpstreamError ? error.fault : 'failure'),
    },
    new FakeClock(),
  );
  const text = async () => {
    await fetch('http://upstream.invalid');
    return heard;
  };
  return { fetch, said, text };
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
  const listener = {
    ...SILENT_LISTENER,
    onFailure: () => said.push('failure'),
    onPiece: ({ content }: { content: string }) => said.push(content),
  };
  const whole = relayFrames(body, listener, clock);
  const send = async (text: string) => {
    stream?.enqueue(utf8.encode(text));
    await settle();
  };
  return { said, clock, whole, send };
}

describe('the ear on an answer', () => {
  test('tells headers, comments, pieces and [DONE], in their order, and hands on who served and the finish alone', async () => {
    const finish = '{"model":"m","choices":[{"delta":{},"finish_reason":"stop"}]}';
    const pieces = [': OPENROUTER PROCESSING\n\n', FRAME, `: again\n\ndata: ${finish}\n\ndata: [DONE]\n\n`];
    const { fetch, said } = listen(pieces);
    const response = await fetch('http://upstream.invalid');
    expect(await response.text()).toBe(
      'data: {"choices":[],"model":"m"}\n\ndata: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n',
    );
    expect(said).toEqual(['headers', 'comment', 'frames', 'comment', 'done', 'frames']);
  });

  test('loses nothing by empty chunks', async () => {
    const pieces = ['', '', FRAME.slice(0, 9), '', FRAME.slice(9), '', '', FRAME, ''];
    expect(await listen(pieces).text()).toBe('aa');
  });

  test('lets the others have their turn when an answer is nothing but empty chunks', async () => {
    let reads = 0;
    const empty = (function* () {
      for (; reads < 1000; reads++) yield '';
      yield FRAME;
    })();
    const text = listen(empty).text();
    await new Promise((resolve) => setImmediate(resolve));
    expect(reads).toBeLessThan(10);
    expect(await text).toBe('a');
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
    expect(await listen([...comments, FRAME]).text()).toBe('a');
    const endless = Array.from({ length: 100 }, () => 'x'.repeat(64 * 1024));
    const { text, said } = listen([FRAME, 'data: ', ...endless]);
    expect(await text()).toBe('a');
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
    await whole;
    expect(clock.pending).toBe(0);
    expect(said).toEqual(['a', 'a']);
  });
});

test('a frame that comes byte by byte costs work in proportion to its length', async () => {
  const frame = `data: {"choices":[{"delta":{"content":"${'x'.repeat(20_000)}"}}]}\n\n`;
  const { text } = listen(frame);
  const units = await countScanned(async () => {
    expect(await text()).toBe('x'.repeat(20_000));
  });
  expect(units).toBeGreaterThan(0);
  expect(units).toBeLessThan(20 * frame.length);
});
