import { EXPORT_FORMATS, type ExportFormat, exportFile } from '@/lib/comparison/export-file';
import type { LoadedComparison } from '@/lib/service/load-comparison';
import { invalid } from '@/lib/service/refusal';

/** @returns the format of `?format=`, Markdown without it. @throws Refusal for an unknown format. */
export function exportFormat(params: URLSearchParams): ExportFormat {
  const format = params.get('format') ?? 'md';
  const known = EXPORT_FORMATS.find((candidate) => candidate === format);
  if (known) return known;
  throw invalid([{ path: 'format', message: `must be one of ${EXPORT_FORMATS.join(', ')}` }]);
}

/** A comparison as a file. */
export function exportResponse({ record, state }: LoadedComparison, format: ExportFormat): Response {
  const { name, type, text } = exportFile(record, state, format);
  return new Response(text, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
      // Search engines may list a shared page, never its exports.
      'X-Robots-Tag': 'noindex',
    },
  });
}
