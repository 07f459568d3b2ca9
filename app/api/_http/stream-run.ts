import { after } from 'next/server';
import type { LiveRun } from '@/lib/run/live-run';
import { openApp } from '@/lib/service/app';
import { readLiveRun } from '@/lib/service/read-run';
import { eventStreamResponse } from './event-stream-response';

/** Answers with the events of a run that has just started. The process is kept until all of it is, read or not. */
export async function streamRun(run: LiveRun): Promise<Response> {
  after(run.settled);
  return eventStreamResponse(readLiveRun(await openApp(), run));
}
