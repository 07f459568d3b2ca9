import { type Answer, isRunning } from '@/lib/comparison/answer';
import { tenths } from '../ui/format';

/** What the model thought, folded; its time is from the first thought to the first word. */
export function Reasoning({ answer }: { answer: Answer }) {
  const from = answer.reasoningMarks[0] ?? 0;
  const to = answer.textMarks[0] ?? answer.reasoningMarks.at(-2) ?? from;
  const thinking = answer.phase === 'thinking' && isRunning(answer);
  return (
    <details data-slot="reasoning" className="mb-3 border-line-strong border-l-2 pl-2.5 text-[13px] text-ink-2">
      <summary className="cursor-pointer rounded tabular-nums">
        {thinking ? `Thinking, ${tenths(to - from)} so far` : `Thought for ${tenths(to - from)}`}
      </summary>
      <p dir="auto" className="whitespace-pre-wrap pt-1.5 [overflow-wrap:anywhere]">
        {answer.reasoning}
      </p>
    </details>
  );
}
