import { answersOnView } from '@/lib/comparison/answers-on-view';
import { markdownTable } from '@/lib/comparison/export-markdown';
import type { WorkspaceState } from './workspace-state';

/** The figures of a turn as a Markdown table; '' before the first question. */
export function figuresTable({ record, answers }: WorkspaceState, turn: number): string {
  if (!record) return '';
  return markdownTable(answersOnView(record, answers, turn));
}
