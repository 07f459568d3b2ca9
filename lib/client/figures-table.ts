import { markdownTable } from '@/lib/comparison/export-markdown';
import { selectAnswers } from '@/lib/comparison/selected-answers';
import type { PaneState } from './pane-state';

/** The figures of a turn as a Markdown table; '' before the first question. Apart from the state: it is seldom needed. */
export function figuresTable({ record, answers }: PaneState, turn: number): string {
  return record ? markdownTable(selectAnswers(record, answers, turn)) : '';
}
