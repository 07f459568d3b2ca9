import { AskBar } from './ask-bar';
import { ModelChips } from './model-chips';
import { ProblemLine } from './problem-line';
import { PromptBox } from './prompt-box';

/** Where the next question is written: to whom, what, and go. */
export function Composer() {
  return (
    <footer data-slot="composer" className="border-line border-t bg-raised px-3 pt-2.5 pb-3 sm:px-[18px] sm:pb-3.5">
      <div className="mx-auto max-w-[1180px] rounded-xl border border-line-strong bg-raised px-3 py-2.5 focus-within:border-ink-3">
        <ModelChips />
        <ProblemLine />
        <PromptBox />
        <AskBar />
      </div>
    </footer>
  );
}
