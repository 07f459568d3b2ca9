import { expect } from 'playwright/test';
import type { ComparisonState } from '@/lib/comparison/state';
import { type ComparisonRecord, comparisonRecordSchema } from '@/lib/protocol/comparison';
import type { Outgoing } from './open-request';
import { openReading, type Reading } from './reading';
import { send } from './send';

export function ask(body: unknown, headers?: Record<string, string>): Promise<Reading> {
  return openReading({
    method: 'POST',
    path: '/api/compare',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

export function readEvents(run: string, query = '', headers: Record<string, string> = {}): Promise<Reading> {
  return openReading({ path: `/api/runs/${run}/events${query}`, headers });
}

export function retry(run: string, ...lanes: unknown[]): Promise<Reading> {
  return openReading(retryRequest(run, ...lanes));
}

export function retryRequest(run: string, ...lanes: unknown[]): Outgoing {
  const headers = { 'content-type': 'application/json' };
  return { method: 'POST', path: `/api/runs/${run}/retry`, headers, body: JSON.stringify({ lanes }) };
}

/** Stops one lane, or the whole run. */
export async function stop(run: string, lane?: string): Promise<void> {
  const path = `/api/runs/${run}${lane ? `/lanes/${lane}` : ''}`;
  expect(await send({ method: 'DELETE', path })).toMatchObject({ status: 204, text: '' });
}

export async function comparisonOf(id: string): Promise<{ record: ComparisonRecord; state: ComparisonState }> {
  const { status, text } = await send({ path: `/api/comparisons/${id}` });
  expect(status).toBe(200);
  const body = JSON.parse(text);
  return { ...body, record: comparisonRecordSchema.parse(body.record) };
}
