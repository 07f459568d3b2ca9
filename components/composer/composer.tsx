'use client';

import { useWorkspaceState } from '@/lib/client/use-workspace';
import { runningLanes } from '@/lib/client/workspace-state';
import { AskBar } from './ask-bar';
import { DraftKeeper } from './draft-keeper';
import { ModelChips } from './model-chips';
import { ProblemLine } from './problem-line';
import { PromptBox } from './prompt-box';
import { SystemBox } from './system-box';

/** Where the next question is written: to whom, how, what, and go. On a phone it makes room for lanes that run. */
export function Composer() {
  const running = useWorkspaceState((state) => runningLanes(state).length > 0);
  const systemOpen = useWorkspaceState((state) => state.systemOpen);
  return (
    <footer
      data-slot="composer"
      data-running={running || undefined}
      className="group/composer border-line border-t bg-raised px-2.5 pt-2 pb-[max(0.625rem,env(safe-area-inset-bottom))] sm:px-[18px] sm:pt-2.5 sm:pb-3.5"
    >
      <div className="mx-auto max-w-[1180px] rounded-xl border border-line-strong bg-raised px-3 py-2 focus-within:border-ink-3 sm:py-2.5">
        <ModelChips />
        <ProblemLine />
        {systemOpen && <SystemBox />}
        <PromptBox />
        <AskBar />
      </div>
      <DraftKeeper />
    </footer>
  );
}
