import type { ReactNode } from 'react';
import type { ExportFormat } from '@/lib/comparison/export-file';

/** Links to the files that a comparison can be exported as. @param address of the export. */
export function ExportList({ address }: { address: string }) {
  return (
    <Formats>
      {({ format, ...words }) => (
        <a href={`${address}?format=${format}`} download className={ROW}>
          <Words {...words} />
        </a>
      )}
    </Formats>
  );
}

/** The same for files that the browser makes. */
export function ExportButtons({ save }: { save(format: ExportFormat): void }) {
  return (
    <Formats>
      {({ format, ...words }) => (
        <button type="button" onClick={() => save(format)} className={`${ROW} w-full cursor-pointer text-left`}>
          <Words {...words} />
        </button>
      )}
    </Formats>
  );
}

const ROW = 'block rounded-lg px-2 py-1.5 hover:bg-sunk';

function Formats({ children }: { children(row: FormatRow): ReactNode }) {
  return (
    <ul data-slot="export-list" className="my-2 grid gap-1">
      {FORMAT_ROWS.map((row) => (
        <li key={row.format}>{children(row)}</li>
      ))}
    </ul>
  );
}

function Words({ name, holds }: Pick<FormatRow, 'name' | 'holds'>) {
  return (
    <>
      <span className="block font-medium underline underline-offset-2">{name}</span>
      <span className="text-ink-2">{holds}</span>
    </>
  );
}

interface FormatRow {
  format: ExportFormat;
  name: string;
  holds: string;
}

/** The files that a comparison can be exported as. */
export const FORMAT_ROWS: readonly FormatRow[] = [
  { format: 'md', name: 'Markdown', holds: 'prompts, figures and answers' },
  { format: 'json', name: 'JSON', holds: 'everything, with the time of each piece' },
  { format: 'csv', name: 'CSV', holds: 'a row for each answer' },
];
