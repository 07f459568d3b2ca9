import { describe, expect, test } from 'vitest';
import { listeningFetch } from '@/lib/models/listening-fetch';
import { UpstreamError } from '@/lib/models/upstream-error';
import { FakeClock } from '../support/fake-clock';

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
      onHeaders: () => said.push('headers'),
      onComment: () => said.push('comment'),
      onDoneMark: () => said.push('done'),
    },
    new FakeClock(),
  );
  return { fetch, said };
}

describe('the ear on an answer', () => {
  test('tells headers, comments and [DONE], in their order, and hands on the frames alone', async () => {
    const { fetch, said } = listen([': OPENROUTER PROCESSING\n\n', 'data: {"a":1}\n\n: again\n\ndata: [DONE]\n\n']);
    const response = await fetch('http://upstream.invalid');
    expect(await response.text()).toBe('data: {"a":1}\n\n');
    expect(said).toEqual(['headers', 'comment', 'comment', 'done']);
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
    const patient = await listen([...comments, 'data: {"a":1}\n\n']).fetch('http://upstream.invalid');
    expect(await patient.text()).toBe('data: {"a":1}\n\n');
    const endless = Array.from({ length: 100 }, () => 'x'.repeat(64 * 1024));
    const response = await listen(['data: ', ...endless]).fetch('http://upstream.invalid');
    await expect(response.text()).rejects.toBeInstanceOf(UpstreamError);
  });
});
