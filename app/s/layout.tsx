import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { siteOrigin } from '../_site/site-url';

/** What a card's address begins with: here and not on the page, since a card is looked at before the page is. */
export async function generateMetadata(): Promise<Metadata> {
  return { metadataBase: new URL(await siteOrigin()) };
}

export default function SharedLayout({ children }: { children: ReactNode }) {
  return children;
}
