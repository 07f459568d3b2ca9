import { expect } from 'playwright/test';
import { type ShareLink, shareLinkSchema, shareLinksSchema } from '@/lib/protocol/share';
import { send } from './send';

const JSON_TYPE = { 'content-type': 'application/json' };

export async function share(comparison: string, body: object = {}): Promise<ShareLink> {
  const path = `/api/comparisons/${comparison}/share`;
  const { status, text } = await send({ method: 'POST', path, headers: JSON_TYPE, body: JSON.stringify(body) });
  expect([200, 201]).toContain(status);
  return shareLinkSchema.parse(JSON.parse(text));
}

export async function linksOf(comparison: string): Promise<ShareLink[]> {
  const { text } = await send({ path: `/api/comparisons/${comparison}/share` });
  return shareLinksSchema.parse(JSON.parse(text)).shares;
}

/** Takes one link back, or all of them. */
export async function revoke(comparison: string, slug?: string): Promise<void> {
  const path = `/api/comparisons/${comparison}/share${slug === undefined ? '' : `?slug=${slug}`}`;
  expect(await send({ method: 'DELETE', path })).toMatchObject({ status: 204 });
}

/** What the link shows, as data, asked for by somebody who has no cookie. */
export async function readLink(slug: string) {
  const answered = await send({ path: `/s/${slug}/export?format=json`, headers: { cookie: '' } });
  return { status: answered.status, content: JSON.parse(answered.text) };
}
