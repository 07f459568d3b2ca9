'use client';

import { latePart } from '@/lib/client/late-part';
import type { Lane } from '@/lib/protocol/lane';
import { Button } from '../ui/button';
import { LatePanel } from '../ui/late-panel';
import { useBallot } from './use-ballot';

const ballotPopover = latePart(async () => (await import('./ballot-popover')).BallotPopover);

/** Opens the ballot, in a pane of a short window or a phone; says whether its lane is chosen. */
export function BallotButton({ lane }: { lane: Lane }) {
  const { lanes, choice } = useBallot();
  if (!lanes.includes(lane)) return null;
  const isBest = choice?.best.includes(lane) ?? false;
  return (
    <LatePanel
      part={ballotPopover}
      trigger={
        <Button
          look="quiet"
          data-slot="ballot-button"
          className={`short:inline-flex sm:hidden ${isBest ? 'text-ink' : ''}`}
        >
          {isBest ? '✓ Best' : 'Vote'}
        </Button>
      }
    >
      {(BallotPopover, trigger) => <BallotPopover trigger={trigger} />}
    </LatePanel>
  );
}
