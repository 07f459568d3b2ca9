import { eventStreamResponse } from '@/app/api/_http/event-stream';
import { route } from '@/app/api/_http/route';
import { streamCheckPieces } from '@/lib/service/stream-check';
import { systemClock } from '@/lib/time/clock';

export const maxDuration = 300;

/** For the page `/check`, which sees by it whether something between the server and the browser holds bytes back. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async GET() {
    return eventStreamResponse(streamCheckPieces(systemClock));
  },
});
