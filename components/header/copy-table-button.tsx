'use client';

import { useWorkspaceState } from '@/lib/client/use-workspace';
import { shownTurn } from '@/lib/client/workspace-state';
import { answersOnView } from '@/lib/comparison/answers-on-view';
import { markdownTable } from '@/lib/comparison/export-markdown';
import { CopyButton } from '../ui/copy-button';

/** Copies the figures of the turn in view as a Markdown table. */
export function CopyTableButton() {
  const record = useWorkspaceState((state) => state.record);
  const answers = useWorkspaceState((state) => state.answers);
  const turn = useWorkspaceState(shownTurn);
  if (!record) return null;
  const shown = answersOnView(record, answers).filter((answer) => answer.turn.turn === turn);
  return <CopyButton text={markdownTable(shown)} label="Copy the figures as a table" />;
}
