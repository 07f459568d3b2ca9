import { requestSession } from '@/app/_site/session';
import { streamRun } from '@/app/api/_http/event-stream';
import { readBody } from '@/app/api/_http/read-body';
import { route } from '@/app/api/_http/route';
import { retrySchema } from '@/lib/protocol/ask';
import { openApp } from '@/lib/service/app';
import { retryLanes } from '@/lib/service/retry-lanes';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ run: string }>({
  async POST(request, { run }) {
    const { lanes } = await readBody(request, retrySchema);
    return streamRun(await retryLanes(await openApp(), await requestSession(request), run, lanes));
  },
});
