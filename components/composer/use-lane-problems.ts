'use client';

import { useEffect, useLayoutEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { latePart } from '@/lib/client/late-part';
import { pageCatalog } from '@/lib/client/use-catalog';
import { useKeyState } from '@/lib/client/use-key';
import { useNamesHidden, usePaneState } from '@/lib/client/use-panes';
import { useDraft, useWorkspace } from '@/lib/client/use-workspace';
import { isRunning } from '@/lib/comparison/answer';

const checking = latePart(async () => (await import('@/lib/client/lane-problems')).laneProblems);

/** Keeps what speaks against each lane that the next question goes to; nothing until that code and the catalog are there. */
export function useLaneProblems(): void {
  const { store, composer } = useWorkspace();
  const check = useStore(checking.store);
  const catalog = useStore(pageCatalog.store);
  const payer = useKeyState((state) => state.payer);
  const draft = useDraft((written) => written);
  const record = usePaneState((state) => state.record);
  // Letters are no models: nothing can be told of them.
  const hidden = useNamesHidden();
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
  const byLane = useMemo(
    () => (check.kind === 'ready' && !hidden ? check.part(store.getState(), { draft }, { payer, catalog }) : null),
    [check, catalog, payer, draft, record, ended, store, hidden],
  );
  useLayoutEffect(() => composer.setState({ problems: byLane && { draft, byLane } }), [composer, draft, byLane]);
}
