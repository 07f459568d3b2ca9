'use client';

import { useShared } from '@/lib/client/use-shared';
import { EXPORT_FORMATS } from '../ui/export-list';
import { CopyTable } from './copy-table';
import { LinkButton } from './link-button';

/** What comes after reading: asking it oneself, or taking it away. */
export function AskAgain() {
  const { slug } = useShared();
  return (
    <div data-slot="ask-again" className="mt-[18px] flex flex-wrap items-center gap-2.5">
      <LinkButton href={`/?again=${slug}`} look="primary">
        Ask this again with your own models
      </LinkButton>
      {EXPORT_FORMATS.map(({ format, name }) => (
        <LinkButton key={format} href={`/s/${slug}/export?format=${format}`} look="plain" download>
          {name}
        </LinkButton>
      ))}
      {/* On a phone the header has no room for it. */}
      <span className="sm:hidden">
        <CopyTable look="plain" />
      </span>
      <p className="text-[13px] text-ink-3 sm:ml-auto">
        Kept as it was when shared. Times are measured on the server. A cost is what was billed; with ≈ it is an
        estimate.
      </p>
    </div>
  );
}
