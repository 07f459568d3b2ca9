'use client';

import { useShared } from '@/lib/client/use-shared';
import { hidesNames } from '@/lib/comparison/hides-names';
import { PartBoundary } from '../ui/boundary';
import { FORMAT_ROWS } from '../ui/export-list';
import { Hero } from './hero';
import { LinkButton } from './link-button';
import { ReportButton } from './report-button';
import { CopyTable, ShareHeader } from './share-header';
import { TurnSheets } from './turn-sheet';

/** Without script buttons would do nothing, so they are hidden, and what voting needs is said. All text is there. */
const WITHOUT_SCRIPT =
  'button, [data-needs-script] { display: none !important; } [data-without-script] { display: block !important; }';

/** The share page: the prompt, each turn, and a link to ask again. */
export function SharedComparison() {
  return (
    <div data-slot="shared-comparison">
      <noscript>
        <style>{WITHOUT_SCRIPT}</style>
      </noscript>
      <PartBoundary>
        <ShareHeader />
      </PartBoundary>
      <main className="mx-auto max-w-[1360px] px-4 pb-10 sm:px-7 sm:pb-16">
        <PartBoundary>
          <Hero />
        </PartBoundary>
        <TurnSheets />
        <AskAgain />
      </main>
    </div>
  );
}

const KEPT = 'Kept as it was when shared.';
const MEASURED = 'Times are measured on the server. A cost is what was billed; with ≈ it is an estimate.';

/** Actions after reading: ask the same, or export. */
export function AskAgain() {
  const { slug, record } = useShared();
  const hidden = hidesNames(record);
  return (
    <div data-slot="ask-again" className="mt-[18px] flex flex-wrap items-center gap-2.5 pointer-coarse:gap-y-[11px]">
      <LinkButton href={`/?again=${slug}`} look="primary">
        Ask this again with your own models
      </LinkButton>
      {!hidden && (
        <>
          {FORMAT_ROWS.map(({ format, name }) => (
            <LinkButton key={format} href={`/s/${slug}/export?format=${format}`} look="plain" download>
              {name}
            </LinkButton>
          ))}
          {/* On a phone the header has no room for the export. */}
          <span className="sm:hidden">
            <CopyTable look="plain" />
          </span>
        </>
      )}
      <p className="text-[13px] text-ink-3 sm:ml-auto">{hidden ? KEPT : `${KEPT} ${MEASURED}`}</p>
      <div className="-ml-3 flex items-center sm:ml-0">
        <ReportButton />
        <a
          href="/privacy"
          className="hit inline-flex rounded-lg px-3 py-1.5 text-[13px] text-ink-2 hover:bg-sunk hover:text-ink"
        >
          Privacy
        </a>
      </div>
    </div>
  );
}
