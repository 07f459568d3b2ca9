'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { sharedPorts } from '@/lib/client/browser-ports';
import { createSharedTurn, sharedTurnPanes } from '@/lib/client/shared-turn';
import { type Shared, SharedContext } from '@/lib/client/use-shared';
import type { ComparisonState } from '@/lib/comparison/state';
import type { ComparisonRecord } from '@/lib/protocol/comparison';

interface SharedRootProps {
  slug: string;
  /** The whole address of the page. */
  url: string;
  record: ComparisonRecord;
  state: ComparisonState;
  /** How old each run was, in ms, when the server told. */
  elapsed: Readonly<Record<string, number>>;
  children: ReactNode;
}

/** Takes over from what the server has drawn: a spectator of what still runs, and whoever replays what has ended. */
export function SharedRoot({ slug, url, record, state, elapsed, children }: SharedRootProps) {
  const [shared] = useState((): Shared => {
    const ports = sharedPorts(slug);
    const turns = record.turns.map(({ turn }) =>
      createSharedTurn(sharedTurnPanes(record, state, turn), elapsed, ports),
    );
    return { slug, url, record, turns };
  });
  useEffect(() => {
    const letGo = shared.turns.map((turn) => turn.connect());
    return () => {
      for (const leave of letGo) leave();
    };
  }, [shared]);
  return <SharedContext value={shared}>{children}</SharedContext>;
}
