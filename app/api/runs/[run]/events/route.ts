import { abreast } from '@/lib/run/abreast';
import { readRun } from '@/lib/run/read-run';
import { requestVisitor } from '../../../../_site/visitor';
import { eventStreamResponse } from '../../../_http/event-stream-response';
import { route } from '../../../_http/route';
import { sequenceFrom } from '../../../_http/sequence-from';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ run: string }>({
  async GET(request, { run }) {
    const visitor = await requestVisitor(request);
    return eventStreamResponse(await readRun(await abreast(), visitor, run, sequenceFrom(request)));
  },
});
