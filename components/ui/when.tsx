/** A date in words, with the exact date as its title. @param iso ISO 8601. */
export function When({ iso }: { iso: string }) {
  const date = new Date(iso);
  return (
    <time data-slot="when" dateTime={iso} title={date.toLocaleString('en-GB')}>
      {dateWords(date, new Date())}
    </time>
  );
}

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
const DAY_OF_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** @returns the date relative to `now`, in the reader's time zone: "5 minutes ago", "yesterday at 14:05", "3 July". */
export function dateWords(date: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - date.getTime()) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`;
  if (isSameDay(date, now)) return `today at ${TIME.format(date)}`;
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (isSameDay(date, yesterday)) return `yesterday at ${TIME.format(date)}`;
  return (date.getFullYear() === now.getFullYear() ? DAY : DAY_OF_YEAR).format(date);
}

const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });

/** @returns the day relative to `now`, in the reader's time zone: "Today", "Yesterday", "Friday 3 July", "3 July 2025". */
export function dayWords(date: Date, now: Date): string {
  if (isSameDay(date, now)) return 'Today';
  if (isSameDay(date, new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1))) return 'Yesterday';
  return (date.getFullYear() === now.getFullYear() ? WEEKDAY : DAY_OF_YEAR).format(date);
}

function isSameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}
