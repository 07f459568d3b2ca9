import * as z from 'zod/mini';
import { type Ballot, ballotSchema } from '@/lib/protocol/ballot';
import type { BallotRequest } from '@/lib/protocol/ballot-request';
import { json, send } from './api';

/** Casts a ballot in a turn of the visitor's own comparison. @throws RequestFailed */
export async function postBallot(comparison: string, turn: number, request: BallotRequest): Promise<Ballot | null> {
  const response = await send(ballotAddress(comparison, turn), { method: 'POST', ...json(request) });
  return z.object({ ballot: z.nullable(ballotSchema) }).parse(await response.json()).ballot;
}

/** Takes it back. @throws RequestFailed */
export async function deleteBallot(comparison: string, turn: number): Promise<void> {
  await send(ballotAddress(comparison, turn), { method: 'DELETE' });
}

function ballotAddress(comparison: string, turn: number): string {
  return `/api/comparisons/${comparison}/turns/${turn}/ballot`;
}

/** Casts a reader's ballot in a poll. @throws RequestFailed */
export async function postVote(slug: string, turn: number, request: BallotRequest): Promise<void> {
  await send(`/s/${slug}/turns/${turn}/ballot`, { method: 'POST', ...json(request) });
}

/** Shows the names of a blind comparison without a ballot. @throws RequestFailed */
export async function patchRevealed(comparison: string): Promise<void> {
  await send(`/api/comparisons/${comparison}`, { method: 'PATCH', ...json({ revealed: true }) });
}
