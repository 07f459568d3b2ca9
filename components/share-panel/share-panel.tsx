'use client';

import { Popover } from '@base-ui/react/popover';
import { usePaneState } from '@/lib/client/use-panes';
import { ShareContext, useNewShare } from '@/lib/client/use-share';
import { Button } from '../ui/button';
import { PopoverPanel } from '../ui/popover-panel';
import { LinkInHand } from './link-in-hand';
import { ShareLinks } from './share-links';

/** One click creates a link to what is selected and copies it. The panel also lists the existing links. */
export function SharePanel({ comparison }: { comparison: string }) {
  const share = useNewShare(comparison);
  return (
    <ShareContext value={share}>
      <Popover.Root onOpenChange={(opens) => opens && void share.share()}>
        <Popover.Trigger render={<Button look="primary" />}>Share</Popover.Trigger>
        <PopoverPanel title="Share">
          <LinkInHand />
          <ShareLinks />
        </PopoverPanel>
      </Popover.Root>
    </ShareContext>
  );
}

/** Shares the comparison; hidden before there is one. */
export function ShareButton() {
  const comparison = usePaneState((state) => state.record?.id);
  return comparison === undefined ? null : <SharePanel key={comparison} comparison={comparison} />;
}
