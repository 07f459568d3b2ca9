'use client';

import type { KeyboardEvent } from 'react';
import { lanesToAsk } from '@/lib/client/composer-state';
import { writePrompt } from '@/lib/client/draft';
import { usePaneState } from '@/lib/client/use-panes';
import { useComposerState, useDraft, useEditDraft, useWorkspace, useWorkspaceState } from '@/lib/client/use-workspace';
import { TextBox } from '../ui/text-box';

/** The prompt. It grows with what is written, and takes the next one while lanes run. */
export function PromptBox() {
  const { ask } = useWorkspace();
  const edit = useEditDraft();
  const prompt = useDraft((draft) => draft.prompt);
  const followUp = usePaneState((state) => state.record !== null);
  const lanes = useWorkspaceState(lanesToAsk);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    void ask();
  };
  return (
    <TextBox
      data-slot="prompt-box"
      aria-label="Prompt"
      rows={1}
      value={prompt}
      placeholder={placeholder(lanes.length, followUp)}
      onChange={(event) => edit(writePrompt(event.target.value))}
      onKeyDown={onKeyDown}
      className="min-h-9 px-0.5 py-1.5 [--most:32dvh] sm:text-[15px] slim:min-h-8 slim:w-auto slim:min-w-0 slim:flex-1 slim:py-1 idle:w-auto idle:min-w-0 idle:flex-1"
    />
  );
}

function placeholder(lanes: number, followUp: boolean): string {
  if (lanes === 0) return 'Choose models, then ask them all at once…';
  const models = lanes === 1 ? 'one model' : `all ${lanes} models`;
  return followUp ? `Ask ${models} a follow-up…` : `Ask ${models} at once…`;
}

/** Why the last request was refused. Nothing that was written is lost by it. */
export function ProblemLine() {
  const problem = useComposerState((state) => state.problem);
  return (
    <p
      data-slot="problem-line"
      role="alert"
      className="text-[13px] text-bad empty:hidden slim:absolute slim:inset-x-0 slim:bottom-full slim:border-line slim:border-t slim:bg-raised slim:px-4 slim:py-1"
    >
      {problem}
    </p>
  );
}
