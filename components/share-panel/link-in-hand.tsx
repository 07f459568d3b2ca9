'use client';

import type { Sharing } from '@/lib/client/share-store';
import { useShare, useShareState } from '@/lib/client/use-share';
import type { ShareLink } from '@/lib/protocol/share';
import { Button } from '../ui/button';
import { FailedLine } from '../ui/failed-line';
import { LinkDetails } from './link-details';

/** The link that the click has requested, or the state of the request. */
export function LinkInHand() {
  const { share, shareAgain } = useShare();
  const sharing = useShareState((state) => state.sharing);
  const ended = useShareState(({ links }) => (sharing.phase === 'made' ? endOf(links, sharing.slug) : null));
  return (
    <>
      <p role="status" className="mt-2 text-sm empty:hidden">
        {statusWords(sharing, ended)}
      </p>
      {sharing.phase === 'withheld' && sharing.reason === 'revoked' && (
        <Button className="mt-2" onClick={() => void shareAgain()}>
          Make a new link
        </Button>
      )}
      {sharing.phase === 'made' && ended === null && <LinkDetails slug={sharing.slug} />}
      {sharing.phase === 'failed' && (
        <FailedLine reason={sharing.reason} onRetry={() => void share()} className="mt-2" />
      )}
    </>
  );
}

type Ending = 'revoked' | 'taken-down';

/** @returns why the link shows nothing any more; null while it works. */
function endOf(links: readonly ShareLink[], slug: string): Ending | null {
  const link = links.find((candidate) => candidate.slug === slug);
  if (link && link.takenDownAt !== null) return 'taken-down';
  return link && link.revokedAt !== null ? 'revoked' : null;
}

function statusWords(sharing: Sharing, ended: Ending | null): string {
  if (sharing.phase === 'making') return 'Making a link…';
  if (sharing.phase === 'made') return ended ? ENDED[ended] : COPIED[sharing.copied];
  return sharing.phase === 'withheld' ? WITHHELD[sharing.reason] : '';
}

const ENDED = {
  revoked: 'Link revoked. Nobody can open it until you restore it.',
  'taken-down': 'This link was taken down by the owner of this server.',
} as const;

const WITHHELD = {
  revoked: 'The link to this version is revoked. Restore it below, or make a new one.',
  'taken-down': 'A link to this comparison was taken down by the owner of this server, so it cannot be shared.',
} as const;

const COPIED = {
  'not yet': 'Here is the link.',
  yes: 'Link copied.',
  refused: 'This browser does not let the page copy. The link is selected: copy it here.',
} as const;
