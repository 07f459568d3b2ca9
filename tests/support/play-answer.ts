import type { Answer } from '@/lib/comparison/answer';
import { foldEvents } from '@/lib/comparison/fold-events';
import { emptyState, latestAnswer } from '@/lib/comparison/state';
import type { RunEvent } from '@/lib/protocol/run-event';
import { callOpenRouter } from '@/lib/provider/call-openrouter';
import { HoldTimer } from '@/lib/run/piece-merger';
import { startRunClock } from '@/lib/run/run-clock';
import { runLane } from '@/lib/run/run-lane';
import { FakeClock } from './fake-clock';
import { numbered } from './fold-runs';
import { opening } from './random-run';

type Say = (bytes: string | Uint8Array) => void;

/**
 * Lets a provider say something, without a network, to a lane that reads it with the real provider package.
 *
 * @param play says it, each piece in a chunk of its own; the stream ends in good order when it is over.
 * @returns the fold of what the lane logs.
 */
export async function playAnswer(play: (say: Say, clock: FakeClock) => void | Promise<void>): Promise<Answer> {
  const clock = new FakeClock();
  const utf8 = new TextEncoder();
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      stream = controller;
    },
  });
  const fetch = async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  const request = { model: 'm/A', messages: [], system: null, settings: {}, baseUrl: 'http://x.invalid', apiKey: 'k' };
  const call = callOpenRouter({ ...request, fetch }, clock);
  const events: RunEvent[] = [...opening(['A'])];
  const { ended } = runLane(
    { lane: 'A', model: 'm/A', attempt: 1, call },
    {
      clock: startRunClock(clock),
      hold: new HoldTimer(clock),
      laneMs: 280_000,
      emit: (event) => events.push(event),
    },
  );
  await play((bytes) => stream?.enqueue(typeof bytes === 'string' ? utf8.encode(bytes) : bytes), clock);
  stream?.close();
  await ended;
  const answer = latestAnswer(foldEvents(emptyState, 'r', numbered(events)), 1, 'A');
  if (!answer) throw new Error('a lane that ran has an answer');
  return answer;
}
