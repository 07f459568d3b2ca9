import { whyNotComparable } from '@/lib/comparison/comparable';
import type { SelectedAnswer } from '@/lib/comparison/selected-answers';

/** Whether the answers of each turn can be held against each other, and what speaks against it, on press. */
export function ComparableNote({ rows }: { rows: readonly SelectedAnswer[] }) {
  const turns = [...new Set(rows.map(({ turn }) => turn.turn))];
  const reasons = turns.flatMap((number) => {
    const own = rows.filter(({ turn }) => turn.turn === number);
    const where = turns.length > 1 ? `Turn ${number}: ` : '';
    return own.length < 2 ? [] : whyNotComparable(own).map((reason) => `${where}${reason}`);
  });
  if (rows.length < 2) return null;
  if (reasons.length === 0) {
    return (
      <p data-slot="comparable-note" className="px-4 pb-2 text-[13px] text-ink-2">
        Comparable: every lane is done and whole, was asked at the same moment, alike.
      </p>
    );
  }
  return (
    <details data-slot="comparable-note" className="px-4 pb-2 text-[13px]">
      <summary className="w-fit cursor-pointer rounded text-ink-2 hover:text-ink">Not quite comparable</summary>
      <ul className="mt-1 list-disc pl-5 text-ink-2">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </details>
  );
}
