import { exportCsv } from '@/lib/comparison/export-csv';
import { exportJson } from '@/lib/comparison/export-json';
import { exportMarkdown } from '@/lib/comparison/export-markdown';
import type { LoadedComparison } from '@/lib/service/load-comparison';
import { invalid } from '@/lib/service/refusal';

const FORMATS = {
  md: {
    type: 'text/markdown; charset=utf-8',
    write: ({ record, state }: LoadedComparison) => exportMarkdown(record, state),
  },
  csv: { type: 'text/csv; charset=utf-8', write: ({ record, state }: LoadedComparison) => exportCsv(record, state) },
  json: {
    type: 'application/json; charset=utf-8',
    write: ({ record, state }: LoadedComparison) => exportJson(record, state),
  },
};

type ExportFormat = keyof typeof FORMATS;

/** @returns the format of `?format=`, Markdown without it. @throws Refusal for an unknown format. */
export function exportFormat(params: URLSearchParams): ExportFormat {
  const format = params.get('format') ?? 'md';
  if (isFormat(format)) return format;
  throw invalid([{ path: 'format', message: `must be one of ${Object.keys(FORMATS).join(', ')}` }]);
}

/** A comparison as a file. */
export function exportResponse(loaded: LoadedComparison, format: ExportFormat): Response {
  const { type, write } = FORMATS[format];
  const { id, createdAt } = loaded.record;
  // Part of the id, since one day has many comparisons.
  const name = `abreast-${createdAt.slice(0, 10)}-${id.replace(/\W/g, '').slice(0, 6)}.${format}`;
  return new Response(write(loaded), {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
      // Search engines may list a shared page, never its exports.
      'X-Robots-Tag': 'noindex',
    },
  });
}

function isFormat(text: string): text is ExportFormat {
  return Object.hasOwn(FORMATS, text);
}
