import { exportCsv } from '@/lib/comparison/export-csv';
import { exportMarkdown } from '@/lib/comparison/export-markdown';
import { abreast } from '@/lib/run/abreast';
import { noSuchComparison, Refusal } from '@/lib/run/refusal';
import { type ComparisonView, viewComparison } from '@/lib/run/view-comparison';
import { route } from '../../../_http/route';

const FORMATS = {
  md: {
    type: 'text/markdown; charset=utf-8',
    write: ({ record, state }: ComparisonView) => exportMarkdown(record, state),
  },
  csv: { type: 'text/csv; charset=utf-8', write: ({ record, state }: ComparisonView) => exportCsv(record, state) },
  json: {
    type: 'application/json; charset=utf-8',
    write: ({ record, state }: ComparisonView) => `${JSON.stringify({ comparison: record, ...state }, null, 2)}\n`,
  },
};

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ id: string }>({
  async GET(request, { id }) {
    const format = request.nextUrl.searchParams.get('format') ?? 'md';
    if (!isFormat(format)) {
      const message = `must be one of ${Object.keys(FORMATS).join(', ')}`;
      throw new Refusal('invalid', `The format ${message}.`, [{ path: 'format', message }]);
    }
    const view = await viewComparison(await abreast(), id);
    if (!view) throw noSuchComparison();
    const { type, write } = FORMATS[format];
    const name = `abreast-${view.record.createdAt.slice(0, 10)}.${format}`;
    return new Response(write(view), {
      headers: {
        'Content-Type': type,
        'Content-Disposition': `attachment; filename="${name}"`,
        'Cache-Control': 'no-store',
      },
    });
  },
});

function isFormat(text: string): text is keyof typeof FORMATS {
  return Object.hasOwn(FORMATS, text);
}
