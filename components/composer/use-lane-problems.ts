'use client';

import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { laneProblems } from '@/lib/client/lane-problems';
import { latePart } from '@/lib/client/late-part';
import type { PreflightProblem } from '@/lib/client/preflight';
import { pageCatalog } from '@/lib/client/use-catalog';
import { useKeyState } from '@/lib/client/use-key';
import { usePaneState } from '@/lib/client/use-panes';
import { useDraft, useWorkspace } from '@/lib/client/use-workspace';
import { isRunning } from '@/lib/comparison/answer';
import type { Lane } from '@/lib/protocol/lane';

const checking = latePart(async () => (await import('@/lib/client/lane-problems')).laneProblems);

const NONE: ReturnType<typeof laneProblems> = {};

/** What speaks against each lane that the next question goes to; nothing until that code and the catalog are there. */
export function useLaneProblems(): (lane: Lane) => PreflightProblem | null {
  const { store } = useWorkspace();
  const check = useStore(checking.store);
  const catalog = useStore(pageCatalog.store);
  const payer = useKeyState((state) => state.payer);
  const draft = useDraft((written) => written);
  const record = usePaneState((state) => state.record);
  // Looked up again when an answer has ended, not as it is written: each lookup measures all earlier turns.
  const ended = usePaneState(({ answers }) =>
    answers.turns.flatMap(({ answers: lanes }) =>
      Object.values(lanes)
        .flat()
        .filter((answer) => !isRunning(answer)),
    ),
  );
  useEffect(() => checking.preload(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: record and ended answers are what makes another state of the same store.
  const problems = useMemo(
    () => (check.kind === 'ready' ? check.part(store.getState(), { draft }, { payer, catalog }) : NONE),
    [check, catalog, payer, draft, record, ended, store],
  );
  return (lane) => problems[lane] ?? null;
}
