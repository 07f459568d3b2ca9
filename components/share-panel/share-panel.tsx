'use client';

import { Popover } from '@base-ui/react/popover';
import { ShareContext, useNewShare } from '@/lib/client/use-share';
import type { Trigger } from '../ui/late-panel';
import { PopoverPanel } from '../ui/popover-panel';
import { LinkInHand } from './link-in-hand';
import { ShareLinks } from './share-links';

interface SharePanelProps {
  comparison: string;
  trigger: Trigger;
}

/** One click creates a link to what is selected and copies it. The panel also lists the existing links. */
export function SharePanel({ comparison, trigger }: SharePanelProps) {
  const share = useNewShare(comparison);
  return (
    <ShareContext value={share}>
      <Popover.Root onOpenChange={(opens) => opens && void share.share()}>
        <Popover.Trigger render={trigger} />
        <PopoverPanel title="Share">
          <LinkInHand />
          <ShareLinks />
        </PopoverPanel>
      </Popover.Root>
    </ShareContext>
  );
}
