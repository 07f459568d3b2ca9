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
  /** The age of each active run when the page was rendered, ms. */
  elapsed: Readonly<Record<string, number>>;
  children: ReactNode;
}

/** Takes over from the server's HTML: follows active runs, and replays ended ones. */
export function SharedRoot({ slug, url, record, state, elapsed, children }: SharedRootProps) {
  const [shared] = useState((): Shared => {
    const ports = sharedPorts(slug);
    const own = withOwnBallots(record);
    const turns = record.turns.map(({ turn }) => createSharedTurn(sharedTurnPanes(own, state, turn), elapsed, ports));
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

/** The record whose ballots are all this reader's: panes mark these as theirs. */
function withOwnBallots(record: ComparisonRecord): ComparisonRecord {
  if (record.poll?.voted) return record;
  return { ...record, turns: record.turns.map((turn) => ({ ...turn, ballot: null })) };
}
