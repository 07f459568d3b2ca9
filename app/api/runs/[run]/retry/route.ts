import { requestSession } from '@/app/_site/session';
import { streamRun } from '@/app/api/_http/event-stream';
import { readJsonBody } from '@/app/api/_http/read-body';
import { route } from '@/app/api/_http/route';
import { parseRetry } from '@/lib/protocol/ask';
import { openApp } from '@/lib/service/app';
import { invalid } from '@/lib/service/refusal';
import { retryLanes } from '@/lib/service/retry-lanes';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ run: string }>({
  async POST(request, { run }) {
    const parsed = parseRetry(await readJsonBody(request));
    if (!parsed.ok) throw invalid(parsed.errors);
    return streamRun(await retryLanes(await openApp(), await requestSession(request), run, parsed.lanes));
  },
});
