import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { siteOrigin } from '../_site/site-url';

/** The origin of card addresses. Not on the page, since crawlers fetch the card without it. */
export async function generateMetadata(): Promise<Metadata> {
  return { metadataBase: new URL(await siteOrigin()) };
}

export default function SharedLayout({ children }: { children: ReactNode }) {
  return children;
}
