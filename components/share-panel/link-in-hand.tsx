'use client';

import type { Sharing } from '@/lib/client/share-store';
import { useShare, useShareState } from '@/lib/client/use-share';
import { Button } from '../ui/button';
import { FailedLine } from '../ui/failed-line';
import { LinkDetails } from './link-details';

/** The link that the click has requested, or the state of the request. */
export function LinkInHand() {
  const { share, shareAgain } = useShare();
  const sharing = useShareState((state) => state.sharing);
  const revoked = useShareState(
    ({ links }) => sharing.phase === 'made' && links.some(({ slug, revokedAt }) => slug === sharing.slug && revokedAt),
  );
  return (
    <>
      <p role="status" className="mt-2 text-sm empty:hidden">
        {statusWords(sharing, Boolean(revoked))}
      </p>
      {sharing.phase === 'withheld' && (
        <Button className="mt-2" onClick={() => void shareAgain()}>
          Make a new link
        </Button>
      )}
      {sharing.phase === 'made' && !revoked && <LinkDetails slug={sharing.slug} />}
      {sharing.phase === 'failed' && (
        <FailedLine reason={sharing.reason} onRetry={() => void share()} className="mt-2" />
      )}
    </>
  );
}

function statusWords(sharing: Sharing, revoked: boolean): string {
  if (sharing.phase === 'making') return 'Making a link…';
  if (sharing.phase === 'made') return revoked ? REVOKED : COPIED[sharing.copied];
  return sharing.phase === 'withheld' ? WITHHELD : '';
}

const REVOKED = 'Link revoked. Nobody can open it until you restore it.';

const WITHHELD = 'The link to this version is revoked. Restore it below, or make a new one.';

const COPIED = {
  'not yet': 'Here is the link.',
  yes: 'Link copied.',
  refused: 'This browser does not let the page copy. The link is selected: copy it here.',
} as const;
