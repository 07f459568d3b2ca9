import type { Answer } from '@/lib/comparison/answer';
import { notShownWords } from '@/lib/comparison/note-words';

type WellEnded = Extract<Answer, { phase: 'done' | 'stopped' }>;

/** What is worth saying about an answer that ended well, but not by itself or not with text. */
export function EndNote({ answer }: { answer: WellEnded }) {
  const words = wordsFor(answer);
  if (!words) return null;
  return (
    <p data-slot="end-note" className="mt-3 text-[13px] text-ink-2">
      {words}
    </p>
  );
}

function wordsFor({ ending, text, notes }: WellEnded): string | null {
  switch (ending.reason) {
    case 'stopped':
      return text === ''
        ? 'Stopped before the first word. You may still be charged for what was generated.'
        : 'Stopped. You may still be charged for what was generated.';
    case 'length':
      return 'Cut off at the max-tokens limit.';
    case 'filtered':
      return 'Cut off by the provider’s content filter.';
    case 'stop':
      // What came in the place of words says so itself.
      return text === '' && notShownWords(notes).length === 0 ? 'The model returned an empty answer.' : null;
    default:
      return ending.reason satisfies never;
  }
}
