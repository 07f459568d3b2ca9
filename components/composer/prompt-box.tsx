'use client';

import { type KeyboardEvent, useState } from 'react';
import { lanesToAsk } from '@/lib/client/composer-state';
import { writePrompt } from '@/lib/client/draft';
import { PromptWalk, readPrompts } from '@/lib/client/earlier-prompts';
import { localStore } from '@/lib/client/guarded-storage';
import { useEnterSends } from '@/lib/client/use-enter-sends';
import { usePaneState } from '@/lib/client/use-panes';
import { useComposerState, useDraft, useEditDraft, useWorkspace, useWorkspaceState } from '@/lib/client/use-workspace';
import { TextBox } from '../ui/text-box';

/** The prompt. It grows with what is written, takes the next one while lanes run, and brings back earlier ones by ↑. */
export function PromptBox() {
  const { ask } = useWorkspace();
  const edit = useEditDraft();
  const prompt = useDraft((draft) => draft.prompt);
  const followUp = usePaneState((state) => state.record !== null);
  const lanes = useWorkspaceState(lanesToAsk);
  const enterSends = useEnterSends();
  const [walk] = useState(() => new PromptWalk());
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, metaKey, ctrlKey, shiftKey, altKey } = event;
    const command = metaKey || ctrlKey;
    if (key === 'Enter' && (command || (enterSends && !shiftKey && !altKey))) {
      event.preventDefault();
      void ask();
    }
    const step = ARROWS[key];
    if (step === undefined || command || shiftKey || altKey) return;
    const earlier = walk.go(prompt, step, () => readPrompts(localStore));
    if (earlier === null) return;
    event.preventDefault();
    edit(writePrompt(earlier));
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
      className="min-h-9 pointer-coarse:min-h-[52px] px-0.5 py-1.5 [--most:32dvh] sm:text-[15px] slim:min-h-8 slim:w-auto slim:min-w-0 slim:flex-1 slim:py-1 idle:w-auto idle:min-w-0 idle:flex-1"
    />
  );
}

const ARROWS: Readonly<Record<string, 1 | -1>> = { ArrowUp: 1, ArrowDown: -1 };

function placeholder(lanes: number, followUp: boolean): string {
  if (lanes === 0) return 'Choose models, then ask them all at once…';
  const models = lanes === 1 ? 'one model' : `all ${lanes} models`;
  return followUp ? `Ask ${models} a follow-up…` : `Ask ${models} at once…`;
}

/** Why the last request was refused. Nothing that was written is lost by it. */
export function ProblemLine() {
  const problem = useComposerState((state) => state.problem);
  const skipped = useComposerState((state) => state.skipped);
  const line =
    'text-[13px] empty:hidden slim:absolute slim:inset-x-0 slim:bottom-full slim:border-line slim:border-t slim:bg-raised slim:px-4 slim:py-1';
  return (
    <>
      <p data-slot="problem-line" role="alert" className={`${line} text-bad`}>
        {problem}
      </p>
      <p data-slot="skipped-line" role="status" className={`${line} text-ink-2`}>
        {problem === null && skipped}
      </p>
    </>
  );
}
