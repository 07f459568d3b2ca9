import 'server-only';
import { headers } from 'next/headers';
import { abreast } from '@/lib/run/abreast';
import { isHttps } from './is-https';

/** @returns where this app is reached, without a slash at the end: what links, cards and canonical addresses begin with. */
export async function siteOrigin(): Promise<string> {
  const { siteUrl } = (await abreast()).environment;
  if (siteUrl !== null) return siteUrl;
  const asked = await headers();
  const scheme = isHttps(asked) ? 'https' : 'http';
  const origin = `${scheme}://${asked.get('host')}`;
  // A client may send anything.
  return URL.canParse(origin) ? origin : `${scheme}://localhost`;
}
