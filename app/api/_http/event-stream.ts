import { after } from 'next/server';
import { openApp } from '@/lib/service/app';
import type { StartedRun } from '@/lib/service/begin-run';
import { readStartedRun } from '@/lib/service/read-run';

/**
 * A run's events as a response. `no-transform` keeps proxies and Next from compressing, which would delay pieces.
 *
 * @param body null when nothing is left to read: the status is 204, at which an `EventSource` stops reconnecting.
 */
export function eventStreamResponse(body: ReadableStream<Uint8Array> | null): Response {
  if (body === null) return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}

/**
 * Answers with the record and the events of a run that has just started. The process stays until the run is saved and accounted,
 * read or not, and then for a moment to index it.
 */
export async function streamRun(started: StartedRun): Promise<Response> {
  const app = await openApp();
  after(Promise.all([started.live.settled.then(() => app.indexer.wake()), started.accounted]));
  return eventStreamResponse(readStartedRun(app, started));
}
