/** What is said to screen readers alone; it must be there before it has words. */
export function AnnouncerLine({ words }: { words: string }) {
  return (
    <p data-slot="announcer" role="status" aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}
