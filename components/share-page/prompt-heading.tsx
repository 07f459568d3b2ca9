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

/** Longer prompts are set smaller, characters. */
const SHORT = 150;

/** A turn's prompt as a heading. A long prompt is cut there, and can be opened below. */
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

/** The most of a prompt in a heading: characters, lines. */
const MOST = 320;
const MOST_LINES = 6;

/** @returns the beginning of a prompt for a heading, cut between words and before code; null if the prompt fits. */
export function beginningOf(prompt: string): string | null {
  const code = prompt.search(/^```/m);
  const before = code > 0 ? prompt.slice(0, code).trimEnd() : '';
  return before.trim() === '' ? cutShort(prompt) : (cutShort(before) ?? before);
}

function cutShort(prompt: string): string | null {
  const lines = prompt.split('\n', MOST_LINES + 1);
  const kept = lines.slice(0, MOST_LINES).join('\n');
  if (kept.length <= MOST) return lines.length > MOST_LINES ? kept.trimEnd() : null;
  const cut = kept.slice(0, MOST);
  const words = cut.replace(/\s+\S*$/, '');
  // A very long word is cut, but not inside a surrogate pair.
  return words === cut ? cut.replace(/[\ud800-\udbff]$/, '') : words;
}

/** The system prompt. */
export function SystemPrompt({ text }: { text: string }) {
  return (
    <details data-slot="system-prompt" className="max-w-[54rem] text-[13.5px] text-ink-2">
      <summary className="w-fit rounded hover:text-ink">System prompt</summary>
      <p dir="auto" className="mt-2 whitespace-pre-wrap text-ink leading-relaxed [overflow-wrap:anywhere]">
        {text}
      </p>
    </details>
  );
}
