import type { ReactNode } from 'react';
import type { Lane } from '@/lib/protocol/lane';
import type { Model } from '@/lib/protocol/model';
import { LaneBadge } from '../lane/lane-badge';
import { PopoverPanel } from '../ui/popover-panel';

interface LanePanelProps {
  lane: Lane;
  model: Model;
  side?: 'top' | 'bottom';
  children: ReactNode;
}

/** The panel of a lane's popover: which lane, which model, and what can be changed. */
export function LanePanel({ lane, model: { id, name }, side, children }: LanePanelProps) {
  return (
    <PopoverPanel
      title={
        <>
          <LaneBadge lane={lane} />
          <span translate="no">{name}</span>
        </>
      }
      {...(side && { side })}
    >
      <p translate="no" className="mt-0.5 font-mono text-[11px] text-ink-2 [overflow-wrap:anywhere]">
        {id}
      </p>
      {children}
    </PopoverPanel>
  );
}
