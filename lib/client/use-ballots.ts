'use client';

import { type BallotBox, createBallotBox } from './ballot-box';
import { deleteBallot, patchRevealed, postBallot } from './ballot-requests';
import { useWorkspace } from './use-workspace';
import type { Workspace } from './workspace';

const boxes = new WeakMap<Workspace, BallotBox>();

/** The visitor's own ballots in this comparison. Nothing of it is in the first load of a page. */
export function useBallots(): BallotBox {
  const workspace = useWorkspace();
  const known = boxes.get(workspace);
  if (known) return known;
  const { store, own } = workspace;
  const box = createBallotBox(
    store,
    { postBallot, deleteBallot, patchRevealed },
    { onSent: own.tell, onRevealed: () => void own.learn(), onRefused: own.showProblem },
  );
  own.overlay(box.withChanges);
  boxes.set(workspace, box);
  return box;
}
