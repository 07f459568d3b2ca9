import { abreast } from '@/lib/run/abreast';
import { readRun } from '@/lib/run/read-run';
import { Refusal } from '@/lib/run/refusal';
import { eventStreamResponse } from '../../../_http/event-stream-response';
import { route } from '../../../_http/route';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ run: string }>({
  async GET(request, { run }) {
    const resumed = request.headers.get('last-event-id');
    const after = request.nextUrl.searchParams.get('after');
    const from = resumed ? sequenceOf('Last-Event-ID', resumed) : sequenceOf('after', after ?? '0');
    return eventStreamResponse(await readRun(await abreast(), run, from));
  },
});

function sequenceOf(path: string, text: string): number {
  const sequence = /^\d{1,15}$/.test(text) ? Number(text) : null;
  if (sequence !== null) return sequence;
  const message = 'must be the sequence number of an event, 0 or more';
  throw new Refusal('invalid', `The events cannot be read from there: ${path} ${message}.`, [{ path, message }]);
}
