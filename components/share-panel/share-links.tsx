'use client';

import { useId } from 'react';
import { useShareState } from '@/lib/client/use-share';
import { ShareLinkRow } from './share-link-row';

/** Every link to this comparison, revoked ones too. */
export function ShareLinks() {
  const id = useId();
  const links = useShareState((state) => state.links);
  const problem = useShareState((state) => state.problem);
  return (
    <>
      {links.length > 0 && (
        <>
          <h3 id={id} className="mt-3 border-line border-t pt-3 font-medium text-ink-2 text-xs">
            Links to this comparison
          </h3>
          <ul aria-labelledby={id} className="mt-1 grid gap-1">
            {links.map((link) => (
              <ShareLinkRow key={link.slug} link={link} />
            ))}
          </ul>
        </>
      )}
      <p role="alert" className="mt-2 text-bad empty:hidden">
        {problem}
      </p>
    </>
  );
}
