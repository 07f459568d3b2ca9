import { CODE_SPAN } from '@/lib/comparison/code-span';

/** A prompt with what it marks as code set so. */
export function PromptText({ text }: { text: string }) {
  // Every other part is what stood between backticks.
  return text.split(CODE_SPAN).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a prompt does not change.
      <code key={index} className="rounded-md bg-sunk px-[7px] py-px font-mono text-[0.86em]">
        {part}
      </code>
    ),
  );
}
