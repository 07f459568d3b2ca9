import { expect } from 'playwright/test';
import { type HistoryPage, historyPageSchema } from '@/lib/protocol/history';
import { send } from './send';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Renames a comparison, takes its deletion back or selects an attempt. */
export async function change(comparison: string, body: object): Promise<void> {
  const path = `/api/comparisons/${comparison}`;
  expect(await send({ method: 'PATCH', path, headers: JSON_TYPE, body: JSON.stringify(body) })).toMatchObject({
    status: 204,
  });
}

/** A page of a visitor's history. */
export async function laneMessages(cookie: string, query = ''): Promise<HistoryPage> {
  const { status, text } = await send({ path: `/api/comparisons${query}`, headers: { cookie } });
  expect(status).toBe(200);
  return historyPageSchema.parse(JSON.parse(text));
}
