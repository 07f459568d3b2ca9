import { answerVisitor } from '@/app/_site/session';
import { parseAsk } from '@/lib/protocol/ask';
import { openApp } from '@/lib/service/app';
import { ask } from '@/lib/service/ask';
import { invalid } from '@/lib/service/refusal';
import { streamRun } from '../_http/event-stream';
import { readJsonBody } from '../_http/read-body';
import { route } from '../_http/route';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async POST(request) {
    const parsed = parseAsk(await readJsonBody(request));
    if (!parsed.ok) throw invalid(parsed.errors);
    return answerVisitor(request, async (session) => streamRun(await ask(await openApp(), session, parsed.ask)));
  },
});
