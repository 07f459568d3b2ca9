import type { TableColumn } from './comparison-table';
import { csvLine } from './export-csv';
import { modelCell } from './export-markdown';
import { markdownRows } from './markdown-rows';
import type { SelectedAnswer } from './selected-answers';

/** Stands before the columns: which answer a row is. */
const HEAD = ['turn', 'lane', 'attempt', 'model'];

/** The table as RFC 4180, numbers as numbers. */
export function tableCsv(rows: readonly SelectedAnswer[], columns: readonly TableColumn[]): string {
  const lines = rows.map((row) => [
    row.turn.turn,
    row.lane.lane,
    row.answer.attempt,
    row.lane.model,
    ...columns.map(({ value }) => value(row)),
  ]);
  return [[...HEAD, ...columns.map(({ name }) => name)], ...lines].map(csvLine).join('');
}

/** The table as Markdown, as it is shown. */
export function tableMarkdown(rows: readonly SelectedAnswer[], columns: readonly TableColumn[]): string {
  const lines = rows.map((row) => [
    String(row.turn.turn),
    row.lane.lane,
    String(row.answer.attempt),
    modelCell(row.lane),
    ...columns.map(({ text }) => text(row)),
  ]);
  return markdownRows([[...HEAD, ...columns.map(({ name }) => name)], ...lines]);
}
