'use client';

import { unqueueQuestion } from '@/lib/client/question-queue';
import { useComposerState, useWorkspace } from '@/lib/client/use-workspace';
import { findPromptBox } from '../ui/prompt-box';

/** The question that waits until its lanes have answered; its × takes it back into the prompt. */
export function QueuedChip() {
  const { composer } = useWorkspace();
  const prompt = useComposerState(({ queued }) => queued?.prompt ?? null);
  if (prompt === null) return null;
  const takeBack = () => {
    unqueueQuestion(composer);
    findPromptBox()?.focus();
  };
  return (
    <div
      data-slot="queued-chip"
      className="mt-1 flex min-h-7 w-fit max-w-full items-center rounded-[7px] border border-line bg-sunk pl-2 text-[12.5px] slim:absolute slim:right-3 slim:bottom-full slim:mb-1"
    >
      <span className="flex-none text-ink-2">Next:</span>
      <bdi className="ml-1.5 max-w-[48ch] truncate">{prompt.slice(0, 200)}</bdi>
      <button
        type="button"
        aria-label="Take the next question back"
        onClick={takeBack}
        className="h-7 min-w-7 flex-none rounded-[7px] px-2 text-ink-2 hover:text-ink pointer-coarse:h-[40px] pointer-coarse:min-w-[40px]"
      >
        ×
      </button>
    </div>
  );
}
