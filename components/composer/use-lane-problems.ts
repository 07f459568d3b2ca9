'use client';

import { useEffect } from 'react';
import { useStore } from 'zustand';
import { latePart } from '@/lib/client/late-part';
import type { PreflightProblem } from '@/lib/client/preflight';
import { pageCatalog } from '@/lib/client/use-catalog';
import { useKeyState } from '@/lib/client/use-key';
import { useWorkspaceState } from '@/lib/client/use-workspace';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';

const checking = latePart(async () => (await import('@/lib/client/lane-problems')).laneProblems);

/** What speaks against each lane that the next question goes to; nothing until that code and the catalog are there. */
export function useLaneProblems(): (lane: Lane) => Pick<PreflightProblem, 'words' | 'remedy'> | null {
  const check = useStore(checking.store);
  const catalog = useStore(pageCatalog.store);
  const payer = useKeyState((state) => state.payer);
  useEffect(() => checking.preload(), []);
  // Texts, which are equal as long as nothing changes for the reader.
  const texts = useWorkspaceState((panes, composer) => {
    if (check.kind !== 'ready') return [];
    const problems = check.part(panes, composer, { payer, catalog });
    return LANE_LETTERS.flatMap((lane) => [problems[lane]?.words ?? '', problems[lane]?.remedy ?? '']);
  });
  return (lane) => {
    const at = 2 * LANE_LETTERS.indexOf(lane);
    const [words = '', remedy = ''] = texts.slice(at, at + 2);
    return words === '' ? null : { words, remedy };
  };
}
