'use client';

import { useLayoutEffect } from 'react';
import { guardedStorage } from '@/lib/client/guarded-storage';
import { keepDraft, onLeavingPage, openedPrefilled } from '@/lib/client/keep-draft';
import { keepFollowUp } from '@/lib/client/keep-follow-up';
import { runningLanes } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { useComposerState, useWorkspace } from '@/lib/client/use-workspace';
import { AskBar } from './ask-bar';
import { ModelChips } from './model-chips';
import { NewLanesLine } from './new-lanes-line';
import { ProblemLine, PromptBox } from './prompt-box';
import { SystemBox } from './system-button';

/**
 * Where the next question is written: its models, its settings, the prompt and Ask. On a phone it makes room for lanes that run; in a
 * short window a follow-up has one line, and its lanes stand over it while it is written.
 */
export function Composer() {
  const running = usePaneState((state) => runningLanes(state).length > 0);
  const followUp = usePaneState((state) => state.record !== null);
  const systemOpen = useComposerState((state) => state.systemOpen);
  return (
    <footer
      data-slot="composer"
      data-running={running || undefined}
      data-follow-up={followUp || undefined}
      className="group/composer sticky bottom-0 z-2 border-line border-t bg-raised px-2.5 pt-2 pb-[max(0.625rem,env(safe-area-inset-bottom))] sm:px-[18px] sm:pt-2.5 sm:pb-3.5 low:pt-1.5 low:pb-[max(0.375rem,env(safe-area-inset-bottom))] slim:pt-1 slim:pb-[max(0.25rem,env(safe-area-inset-bottom))]"
    >
      <div className="mx-auto max-w-[1180px] rounded-xl border border-line-strong bg-raised px-3 py-2 focus-within:border-ink-3 sm:py-2.5 low:py-1.5 slim:flex slim:flex-wrap slim:items-end slim:gap-x-2 slim:py-0.5">
        <ModelChips />
        <NewLanesLine />
        <ProblemLine />
        {systemOpen && <SystemBox />}
        <PromptBox />
        <AskBar />
      </div>
      <DraftKeeper />
    </footer>
  );
}

/** Brings back what was written before a reload. After hydration, since the server cannot know it. */
export function DraftKeeper() {
  const workspace = useWorkspace();
  useLayoutEffect(() => {
    const storage = guardedStorage(() => sessionStorage);
    const ended = [
      keepDraft(workspace, {
        storage,
        address: location.search,
        prefilled: openedPrefilled(),
        onLeaving: onLeavingPage,
      }),
      keepFollowUp(workspace, { storage, onLeaving: onLeavingPage }),
    ];
    return () => {
      for (const end of ended) end();
    };
  }, [workspace]);
  return null;
}
