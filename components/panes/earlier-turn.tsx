'use client';

import { useWorkspace, useWorkspaceState } from '@/lib/client/use-workspace';
import { latestAnswer } from '@/lib/comparison/state';
import type { Lane } from '@/lib/protocol/lane';
import { LaneAnswer } from './lane-answer';

interface EarlierTurnProps {
  lane: Lane;
  turn: number;
  prompt: string;
}

/** A turn before the newest: one line, or open, in every pane at once. The track then shows it too. */
export function EarlierTurn({ lane, turn, prompt }: EarlierTurnProps) {
  const { store } = useWorkspace();
  const open = useWorkspaceState((state) => state.openTurns.includes(turn));
  const answer = useWorkspaceState((state) => latestAnswer(state.answers, turn, lane));
  if (!answer) return null;
  const toggle = () =>
    store.setState(({ openTurns }) => ({
      openTurns: open ? openTurns.filter((other) => other !== turn) : [...openTurns, turn],
      turnInView: open ? null : turn,
    }));
  return (
    <section data-slot="earlier-turn" className="mb-3 border-line border-b pb-3">
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
      {open && (
        <div className="pt-3">
          <LaneAnswer answer={answer} />
        </div>
      )}
    </section>
  );
}
