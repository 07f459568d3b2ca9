'use client';

import { type FocusEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { answerLengths } from '@/lib/client/answer-lengths';
import type { ComposerState } from '@/lib/client/composer-state';
import { keepPrompts } from '@/lib/client/earlier-prompts';
import { guardedStorage, localStore } from '@/lib/client/guarded-storage';
import { keepDraft, onLeavingPage, openedPrefilled } from '@/lib/client/keep-draft';
import { keepFollowUp } from '@/lib/client/keep-follow-up';
import { keepLineUp } from '@/lib/client/keep-line-up';
import { latestTurn, runningLanes } from '@/lib/client/pane-state';
import { pageCatalog } from '@/lib/client/use-catalog';
import { usePaneState } from '@/lib/client/use-panes';
import { useComposerState, useWorkspace } from '@/lib/client/use-workspace';
import { AskBar } from './ask-bar';
import { LateNewLanes } from './late-new-lanes';
import { ModelChips } from './model-chips';
import { ProblemLine, PromptBox } from './prompt-box';
import { QueuedChip } from './queued-chip';
import { SystemBox } from './system-button';
import { useLaneProblems } from './use-lane-problems';

/** Nothing is written for the next question, and nothing has to be said about it. */
function isIdle({ draft, queued, systemOpen, problem, skipped }: ComposerState): boolean {
  const isSilent = problem === null && skipped === null;
  return queued === null && draft.prompt === '' && draft.lanes.length === 0 && !systemOpen && isSilent;
}

/**
 * Where the next question is written: its models, its settings, the prompt and Ask. On a phone it makes room for lanes that run; a
 * follow-up has one line until it is written, and in a short window also then, with its lanes over it.
 */
export function Composer() {
  const running = usePaneState((state) => runningLanes(state).length > 0);
  const followUp = usePaneState((state) => state.record !== null);
  const systemOpen = useComposerState((state) => state.systemOpen);
  const idle = useComposerState(isIdle);
  const { isEntered, handlers } = useEntered();
  return (
    <footer
      data-slot="composer"
      data-running={running || undefined}
      data-entered={isEntered || undefined}
      data-follow-up={followUp || undefined}
      data-idle={(followUp && idle && !isEntered) || undefined}
      {...handlers}
      className="group/composer sticky bottom-0 z-2 border-line border-t bg-raised px-2.5 pt-2 pb-[max(0.625rem,env(safe-area-inset-bottom))] sm:px-[18px] sm:pt-2.5 sm:pb-3.5 low:pt-1.5 low:pb-[max(0.375rem,env(safe-area-inset-bottom))] slim:pt-1 slim:pb-[max(0.25rem,env(safe-area-inset-bottom))]"
    >
      <div className="mx-auto max-w-[1180px] rounded-xl border border-line-strong bg-raised px-3 py-2 focus-within:border-ink-3 sm:py-2.5 low:py-1.5 slim:flex slim:flex-wrap slim:items-end slim:gap-x-2 slim:py-0.5 idle:flex idle:items-center idle:gap-2 idle:py-1">
        <ModelChips />
        <LateNewLanes />
        <ProblemLine />
        <QueuedChip />
        {systemOpen && <SystemBox />}
        <PromptBox />
        <AskBar />
      </div>
      <DraftKeeper />
    </footer>
  );
}

const PRESS_ENDS = ['pointerup', 'pointercancel'];
const PRESS_EVENTS = ['pointerdown', ...PRESS_ENDS];

/**
 * Whether somebody is about to write: the focus has come inside, or a press. It counts when the press is over: nothing moves under a
 * pointer. With the next turn it is over, although the focus stays: now there are answers to read and to judge.
 */
function useEntered() {
  const turn = usePaneState(latestTurn);
  const [isEntered, setEntered] = useState(false);
  const pending = useRef<AbortController | null>(null);
  const pressed = useRef(false);
  useEffect(() => {
    const note = ({ type }: Event) => {
      pressed.current = type === 'pointerdown';
    };
    for (const type of PRESS_EVENTS) window.addEventListener(type, note, true);
    return () => {
      for (const type of PRESS_EVENTS) window.removeEventListener(type, note, true);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each turn.
  useEffect(() => setEntered(false), [turn]);
  const settle = (entered: boolean) => {
    pending.current?.abort();
    if (!pressed.current) return setEntered(entered);
    pending.current = new AbortController();
    const { signal } = pending.current;
    const onEnd = () => requestAnimationFrame(() => signal.aborted || setEntered(entered));
    for (const type of PRESS_ENDS) window.addEventListener(type, onEnd, { once: true, signal });
  };
  const handlers = {
    onFocus: () => settle(true),
    onPointerDown: () => settle(true),
    // Also Tab, which goes to what has room then.
    onKeyDown: () => settle(true),
    onBlur({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) {
      if (!currentTarget.contains(relatedTarget)) settle(false);
    },
  };
  return { isEntered, handlers };
}

/** Brings back what was written before a reload. After hydration, since the server cannot know it. */
export function DraftKeeper() {
  const workspace = useWorkspace();
  useLaneProblems();
  useLayoutEffect(() => {
    const storage = guardedStorage(() => sessionStorage);
    const address = new URLSearchParams(location.search);
    const ended = [
      keepLineUp(workspace, {
        storage: localStore,
        catalog: pageCatalog.store,
        isNamed: address.has('models') || address.has('again'),
      }),
      keepDraft(workspace, {
        storage,
        address: location.search,
        prefilled: openedPrefilled(),
        onLeaving: onLeavingPage,
      }),
      keepFollowUp(workspace, { storage, onLeaving: onLeavingPage }),
      keepPrompts(workspace, localStore),
      answerLengths.keep(workspace),
    ];
    return () => {
      for (const end of ended) end();
    };
  }, [workspace]);
  return null;
}
