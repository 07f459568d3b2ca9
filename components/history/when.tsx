import { dateWords } from './date-words';

/** A date in words; the exact one on its title. @param iso ISO 8601. */
export function When({ iso }: { iso: string }) {
  const date = new Date(iso);
  return (
    <time data-slot="when" dateTime={iso} title={date.toLocaleString('en-GB')}>
      {dateWords(date, new Date())}
    </time>
  );
}
