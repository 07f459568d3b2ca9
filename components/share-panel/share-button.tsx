'use client';

import { latePart } from '@/lib/client/late-part';
import { usePaneState } from '@/lib/client/use-panes';
import { Button } from '../ui/button';
import { LatePanel } from '../ui/late-panel';

const sharePanel = latePart(async () => (await import('./share-panel')).SharePanel);

/** Shares the comparison; hidden before there is one. */
export function ShareButton() {
  const comparison = usePaneState((state) => state.record?.id);
  if (comparison === undefined) return null;
  return (
    <LatePanel
      key={comparison}
      part={sharePanel}
      trigger={
        <Button look="primary" data-command="share">
          Share
        </Button>
      }
    >
      {(SharePanel, trigger) => <SharePanel comparison={comparison} trigger={trigger} />}
    </LatePanel>
  );
}
