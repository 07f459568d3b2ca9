import 'server-only';
import { headers } from 'next/headers';
import { isHttps, siteUrl } from './site-url';

/** @returns where this app is reached, without a slash at the end: what links, cards and canonical addresses begin with. */
export async function siteOrigin(): Promise<string> {
  const chosen = siteUrl();
  if (chosen !== null) return chosen;
  const asked = await headers();
  const scheme = isHttps(asked) ? 'https' : 'http';
  const origin = `${scheme}://${asked.get('host')}`;
  // A client may send anything.
  return URL.canParse(origin) ? origin : `${scheme}://localhost`;
}
