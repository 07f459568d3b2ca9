import { abreast } from '@/lib/run/abreast';
import { readSharedRun } from '@/lib/run/read-run';
import { eventStreamResponse } from '../../../../../api/_http/event-stream-response';
import { route } from '../../../../../api/_http/route';
import { sequenceFrom } from '../../../../../api/_http/sequence-from';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ slug: string; run: string }>({
  async GET(request, { slug, run }) {
    return eventStreamResponse(await readSharedRun(await abreast(), slug, run, sequenceFrom(request)));
  },
});
