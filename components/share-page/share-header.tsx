'use client';

import { useShared } from '@/lib/client/use-shared';
import { CopyButton } from '../ui/copy-button';
import { Logo } from '../ui/logo';
import { ThemeButton } from '../ui/theme-button';
import { ExportMenu } from './export-menu';
import { LinkButton } from './link-button';

/** Whose page this is, and what can be done with a comparison that somebody has shared. */
export function ShareHeader() {
  const { slug, url } = useShared();
  return (
    <header
      data-slot="share-header"
      className="flex items-center gap-1.5 border-line border-b px-3 py-2 min-[22rem]:gap-2 min-[22rem]:px-4 sm:gap-3 sm:px-[18px]"
    >
      <a href="/" aria-label="Abreast, a new comparison" className="mr-auto rounded">
        <Logo />
      </a>
      <ThemeButton />
      <span className="max-sm:hidden">
        <ExportMenu />
      </span>
      <CopyButton text={url} label="Copy link" look="plain" />
      <LinkButton href={`/?again=${slug}`} look="primary">
        <span>Ask</span>
        <span className="max-[22rem]:hidden">&nbsp;this</span>
        <span>&nbsp;again</span>
      </LinkButton>
    </header>
  );
}
