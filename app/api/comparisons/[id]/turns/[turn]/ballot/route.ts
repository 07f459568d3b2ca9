import { requestSession } from '@/app/_site/session';
import { turnParam } from '@/app/api/_http/read-address';
import { readBody } from '@/app/api/_http/read-body';
import { route } from '@/app/api/_http/route';
import { ballotRequestSchema } from '@/lib/protocol/ballot-request';
import { openApp } from '@/lib/service/app';
import { type BallotChange, castBallot, deleteBallot } from '@/lib/service/ballots';

/** Which answers of a turn the author of the comparison chose. */
export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ id: string; turn: string }>({
  async POST(request, { id, turn }) {
    const number = turnParam(turn);
    const ballot = await readBody(request, ballotRequestSchema);
    return answer(await castBallot(await openApp(), await requestSession(request), id, number, ballot), number);
  },
  async DELETE(request, { id, turn }) {
    const number = turnParam(turn);
    return answer(await deleteBallot(await openApp(), await requestSession(request), id, number), number);
  },
});

function answer({ record }: BallotChange, turn: number): Response {
  const ballot = record.turns.find((known) => known.turn === turn)?.ballot ?? null;
  return Response.json({ ballot, record }, { headers: { 'Cache-Control': 'no-store' } });
}
