import type { ReportRequest } from '@/lib/protocol/report';
import { type ShareLink, shareLinkSchema, shareLinksSchema } from '@/lib/protocol/share';
import type { ShareChange, ShareRequest } from '@/lib/protocol/share-request';
import { json, send } from './api';

/** Makes a link to the selected attempts, or changes a link. @throws RequestFailed */
export async function postShare(comparison: string, request: ShareRequest): Promise<ShareLink> {
  const response = await send(`/api/comparisons/${comparison}/share`, { method: 'POST', ...json(request) });
  return shareLinkSchema.parse(await response.json());
}

/** Changes a link: its poll, or whose ballots are on its page. @throws RequestFailed */
export async function patchShare(comparison: string, change: ShareChange): Promise<ShareLink> {
  const response = await send(`/api/comparisons/${comparison}/share`, { method: 'PATCH', ...json(change) });
  return shareLinkSchema.parse(await response.json());
}

/** @returns every link to the comparison, revoked ones too, newest first. @throws RequestFailed */
export async function getShares(comparison: string): Promise<readonly ShareLink[]> {
  const response = await send(`/api/comparisons/${comparison}/share`, { cache: 'no-store' });
  return shareLinksSchema.parse(await response.json()).shares;
}

/** Revokes a link. @throws RequestFailed */
export async function deleteShare(comparison: string, slug: string): Promise<void> {
  await send(`/api/comparisons/${comparison}/share?slug=${encodeURIComponent(slug)}`, { method: 'DELETE' });
}

/** Tells the owner of the server about the page of a link. @throws RequestFailed */
export async function postReport(slug: string, report: ReportRequest): Promise<void> {
  await send(`/s/${slug}/report`, { method: 'POST', ...json(report) });
}
