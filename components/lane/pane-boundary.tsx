'use client';

import type { ReactNode } from 'react';
import type { Lane } from '@/lib/protocol/lane';
import { Boundary } from '../ui/boundary';
import { LaneBadge } from './lane-badge';
import { PlainAnswer } from './plain-answer';
import { useAnswer, useHeadingId, useLaneRecord } from './use-lane';

interface PaneBoundaryProps {
  lane: Lane;
  children: ReactNode;
}

/** The content of a pane; if rendering fails, its model and plain text. Other panes are not affected. */
export function PaneBoundary({ lane, children }: PaneBoundaryProps) {
  return <Boundary fallback={(again) => <PlainPane lane={lane} onReload={again} />}>{children}</Boundary>;
}

function PlainPane({ lane, onReload }: { lane: Lane; onReload(): void }) {
  const { name } = useLaneRecord(lane);
  const headingId = useHeadingId(lane);
  const answer = useAnswer(lane);
  return (
    <div className="measure row-span-full grid grid-cols-[minmax(0,1fr)] content-start gap-2 overflow-y-auto py-2">
      <h2 id={headingId} className="flex items-center gap-2 font-semibold text-sm">
        <LaneBadge lane={lane} />
        <bdi translate="no" className="truncate">
          {name}
        </bdi>
      </h2>
      <PlainAnswer text={answer?.text ?? ''} onReload={onReload} />
    </div>
  );
}
