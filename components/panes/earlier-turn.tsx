'use client';

import { useEffect, useRef } from 'react';
import { useBests } from '@/lib/client/use-shown';
import { useView, useWorkspaceState } from '@/lib/client/use-workspace';
import { shownAnswer } from '@/lib/client/workspace-state';
import { figuresOf } from '@/lib/comparison/figures';
import type { Lane } from '@/lib/protocol/lane';
import { AttemptPager } from './attempt-pager';
import { FiguresLine } from './figures-line';
import { LaneAnswer } from './lane-answer';
import { useLaneRecord } from './use-lane';
import { usePromptTokens } from './use-prompt-tokens';

interface EarlierTurnProps {
  lane: Lane;
  turn: number;
  prompt: string;
}

/** A turn before the newest: one line, or open, in every pane at once. The track then shows it too. */
export function EarlierTurn({ lane, turn, prompt }: EarlierTurnProps) {
  const { store } = useView();
  const section = useRef<HTMLElement>(null);
  const open = useWorkspaceState((state) => state.openTurns.includes(turn));
  const inView = useWorkspaceState((state) => state.turnInView === turn);
  useEffect(() => {
    if (inView) scrollToTop(section.current);
  }, [inView]);
  const toggle = () =>
    store.setState(({ openTurns }) => ({
      openTurns: open ? openTurns.filter((other) => other !== turn) : [...openTurns, turn],
      turnInView: open ? null : turn,
    }));
  return (
    <section ref={section} data-slot="earlier-turn" className="mb-3 border-line border-b pb-3">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          onClick={toggle}
          className="flex w-full items-baseline gap-2 rounded text-left text-[13px] text-ink-2 hover:text-ink"
        >
          <span aria-hidden="true">{open ? '▾' : '▸'}</span>
          <span className="font-mono text-xs">{turn}</span>
          <span dir="auto" className={open ? '[overflow-wrap:anywhere]' : 'truncate'}>
            {prompt}
          </span>
        </button>
      </h3>
      {open && <TurnAnswer lane={lane} turn={turn} />}
    </section>
  );
}

function TurnAnswer({ lane, turn }: { lane: Lane; turn: number }) {
  const { usdPerMillion } = useLaneRecord(lane);
  const answer = useWorkspaceState((state) => shownAnswer(state, turn, lane));
  const promptTokens = usePromptTokens(lane, turn);
  const bests = useBests(turn);
  if (!answer) return null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5 pt-2.5">
      <FiguresLine lane={lane} figures={figuresOf(answer, usdPerMillion, promptTokens)} bests={bests} />
      <LaneAnswer answer={answer} />
      <AttemptPager lane={lane} turn={turn} />
    </div>
  );
}

/** Scrolls the pane alone: `scrollIntoView` would move the row of panes too. */
function scrollToTop(element: HTMLElement | null): void {
  const box = element?.closest<HTMLElement>('[data-slot="pane-scroll"]');
  if (!element || !box) return;
  box.scrollTop += element.getBoundingClientRect().top - box.getBoundingClientRect().top - 14;
}
