import { CODE_SPAN } from '@/lib/comparison/code-marks';
import { PlainText } from '../answer/plain-text';
import { TextWithFormulas } from '../answer/text-with-formulas';

/** Code between lines of three backticks; the last block may not be closed. */
const FENCED = /^```[^\n]*\n([\s\S]*?)(?:\n```[^\S\n]*(?:\n|$)|$(?![\s\S]))/m;

/** A prompt with more backticks is shown as plain text. */
const MOST_MARKS = 2000;

/** A prompt, with code set as code. */
export function PromptText({ text }: { text: string }) {
  if (hasTooManyMarks(text)) return <PlainText text={text} />;
  // Every other part was between fences.
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
  // Every other part was between backticks.
  return text.split(CODE_SPAN).map((part, index) =>
    index % 2 === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a prompt does not change.
      <TextWithFormulas key={index} text={part} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a prompt does not change.
      <code key={index} translate="no" className="rounded-md bg-sunk px-[7px] py-px font-mono text-[0.86em]">
        {part}
      </code>
    ),
  );
}
