import { CODE_SPAN } from '@/lib/comparison/code-span';
import { PlainText } from '../answer/plain-text';

/** Between lines of three backticks; the last may not be closed. */
const FENCED = /^```[^\n]*\n([\s\S]*?)(?:\n```[^\S\n]*(?:\n|$)|$(?![\s\S]))/m;

/** More backticks than any prompt to be read has: with more it is shown as it was written. */
const MOST_MARKS = 2000;

/** A prompt with what it marks as code set so. */
export function PromptText({ text }: { text: string }) {
  if (hasTooManyMarks(text)) return <PlainText text={text} />;
  // Every other part is what stood between the fences.
  return text.split(FENCED).map((part, index) =>
    index % 2 === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a prompt does not change.
      <Spans key={index} text={part} />
    ) : (
      <code
        // biome-ignore lint/suspicious/noArrayIndexKey: a prompt does not change.
        key={index}
        translate="no"
        className="my-2 block overflow-x-auto whitespace-pre rounded-md bg-sunk px-3 py-2 font-mono font-normal text-[13px] leading-normal tracking-normal"
      >
        <PlainText text={part} />
      </code>
    ),
  );
}

function hasTooManyMarks(text: string): boolean {
  let count = 0;
  for (let at = text.indexOf('`'); at >= 0 && count <= MOST_MARKS; at = text.indexOf('`', at + 1)) count++;
  return count > MOST_MARKS;
}

function Spans({ text }: { text: string }) {
  // Every other part is what stood between backticks.
  return text.split(CODE_SPAN).map((part, index) =>
    index % 2 === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a prompt does not change.
      <PlainText key={index} text={part} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a prompt does not change.
      <code key={index} translate="no" className="rounded-md bg-sunk px-[7px] py-px font-mono text-[0.86em]">
        {part}
      </code>
    ),
  );
}
