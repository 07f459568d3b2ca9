'use client';

import { useId } from 'react';
import { useShare, useShareState } from '@/lib/client/use-share';
import type { ShareLink } from '@/lib/protocol/share';
import { Button } from '../ui/button';
import { countOf } from '../ui/format';
import { When } from '../ui/when';
import { PollDetails } from './poll-details';

/** All links to this comparison, also revoked ones. */
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

/**
 * One link: the beginning of its address, its date and what it shows, its poll, and a button that revokes or restores it,
 * unless the owner of the server has taken it down.
 */
export function ShareLinkRow({ link }: { link: ShareLink }) {
  const { slug, url, createdAt, revokedAt, takenDownAt, turns, poll } = link;
  const inHand = useShareState(({ sharing }) => sharing.phase === 'made' && sharing.slug === slug);
  const { revoke, restore } = useShare();
  const name = `…/s/${slug.slice(0, 8)}…`;
  const revoked = revokedAt !== null;
  return (
    <li data-slot="share-link-row">
      <div className="flex min-h-10 items-center gap-2">
        <span className="min-w-0 flex-1">
          {revoked || takenDownAt !== null ? (
            <span translate="no" className="block truncate font-mono text-ink-2 text-xs line-through">
              {name}
            </span>
          ) : (
            <a
              href={url}
              target="_blank"
              rel="noopener"
              translate="no"
              className="block min-h-[24px] content-center truncate font-mono text-xs -outline-offset-2 hover:underline pointer-coarse:min-h-[40px]"
            >
              {name}
            </a>
          )}
          <span className="block text-ink-2 text-xs">
            <When iso={createdAt} />
            <span>
              {[` · ${countOf(turns, 'turn')}`, poll && countOf(poll.ballots, 'ballot'), stateWords(link)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
        </span>
        {takenDownAt === null && (
          <Button
            aria-label={`${revoked ? 'Restore' : 'Revoke'} ${name}`}
            onClick={() => void (revoked ? restore(slug) : revoke(slug))}
          >
            {revoked ? 'Restore' : 'Revoke'}
          </Button>
        )}
      </div>
      {poll && !inHand && !revoked && takenDownAt === null && (
        <details className="mb-1">
          <summary className="w-fit rounded text-ink-2 text-xs hover:text-ink">Poll</summary>
          <PollDetails slug={slug} poll={poll} />
        </details>
      )}
    </li>
  );
}

function stateWords({ revokedAt, takenDownAt, current }: ShareLink): string {
  if (takenDownAt !== null) return 'taken down by the owner of this server';
  if (revokedAt !== null) return 'revoked';
  return current ? 'current version' : '';
}
