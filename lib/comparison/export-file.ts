import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { exportCsv } from './export-csv';
import { exportJson } from './export-json';
import { exportMarkdown } from './export-markdown';
import type { ComparisonState } from './state';

export const EXPORT_FORMATS = ['md', 'csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const KINDS = {
  md: { type: 'text/markdown; charset=utf-8', write: exportMarkdown },
  csv: { type: 'text/csv; charset=utf-8', write: exportCsv },
  json: { type: 'application/json; charset=utf-8', write: exportJson },
};

/** A comparison as a file to download. */
export interface ExportFile {
  name: string;
  /** Its media type. */
  type: string;
  text: string;
}

export function exportFile(record: ComparisonRecord, state: ComparisonState, format: ExportFormat): ExportFile {
  const { type, write } = KINDS[format];
  const { id, createdAt } = record;
  // Part of the id, since one day has many comparisons.
  const name = `abreast-${createdAt.slice(0, 10)}-${id.replace(/\W/g, '').slice(0, 6)}.${format}`;
  return { name, type, text: write(record, state) };
}
