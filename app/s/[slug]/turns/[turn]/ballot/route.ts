import { requestSession } from '@/app/_site/session';
import { turnParam } from '@/app/api/_http/read-address';
import { readBody } from '@/app/api/_http/read-body';
import { route } from '@/app/api/_http/route';
import { withBeginnings } from '@/lib/comparison/beginning';
import { ballotRequestSchema } from '@/lib/protocol/ballot-request';
import { openApp } from '@/lib/service/app';
import { vote } from '@/lib/service/vote';

/** A voter's ballot in a poll. */
export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ slug: string; turn: string }>({
  async POST(request, { slug, turn }) {
    const number = turnParam(turn);
    const ballot = await readBody(request, ballotRequestSchema);
    const { record, state } = await vote(await openApp(), await requestSession(request), slug, number, ballot);
    const headers = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' };
    return Response.json({ record, state: withBeginnings(state) }, { headers });
  },
});
