/** The files that a comparison can be exported as. @param address of the export. */
export function ExportList({ address }: { address: string }) {
  return (
    <ul data-slot="export-list" className="my-2 grid gap-1">
      {EXPORT_FORMATS.map(({ format, name, holds }) => (
        <li key={format}>
          <a href={`${address}?format=${format}`} download className="block rounded-lg px-2 py-1.5 hover:bg-sunk">
            <span className="block font-medium underline underline-offset-2">{name}</span>
            <span className="text-ink-2">{holds}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Links to the files that a comparison can be exported as. */
export const EXPORT_FORMATS = [
  { format: 'md', name: 'Markdown', holds: 'prompts, figures and answers' },
  { format: 'json', name: 'JSON', holds: 'everything, with the time of each piece' },
  { format: 'csv', name: 'CSV', holds: 'a row for each answer' },
] as const;
