import { beginningOf } from './beginning-of';
import { PromptText } from './prompt-text';

interface PromptHeadingProps {
  as: 'h1' | 'h2';
  prompt: string;
  id?: string;
}

const SIZES = {
  h1: { short: 'text-[21px] sm:text-[27px]', long: 'text-[17px] sm:text-xl' },
  h2: { short: 'text-lg sm:text-[21px]', long: 'text-base sm:text-lg' },
} as const;

/** More than this, characters, is set smaller. */
const SHORT = 150;

/** A turn's prompt as a heading. A long one begins in it, and stands whole below where it can be opened. */
export function PromptHeading({ as: Heading, prompt, id }: PromptHeadingProps) {
  const beginning = beginningOf(prompt);
  const size = SIZES[Heading][prompt.length > SHORT ? 'long' : 'short'];
  return (
    <div data-slot="prompt-heading" className="max-w-[54rem]">
      <Heading
        id={id}
        dir="auto"
        className={`w-fit text-pretty whitespace-pre-line font-semibold leading-[1.3] tracking-[-0.02em] [overflow-wrap:anywhere] ${size}`}
      >
        <PromptText text={beginning ?? prompt} />
        {beginning !== null && <span> …</span>}
      </Heading>
      {beginning !== null && (
        <details className="mt-2 text-[13.5px] text-ink-2">
          <summary className="w-fit rounded hover:text-ink">The whole prompt</summary>
          <p dir="auto" className="mt-2 whitespace-pre-wrap text-ink leading-relaxed [overflow-wrap:anywhere]">
            <PromptText text={prompt} />
          </p>
        </details>
      )}
    </div>
  );
}
