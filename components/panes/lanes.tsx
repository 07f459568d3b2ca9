'use client';

import { type CSSProperties, useRef } from 'react';
import { columnsOf } from '@/lib/client/lane-widths';
import { selectedAnswers, selectedTurn } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import type { Lane } from '@/lib/protocol/lane';
import { BallotBar } from '../ballot/ballot-bar';
import { LaneStrip } from './lane-strip';
import { Pane } from './pane';

/** The lanes side by side, or one alone. */
export function Lanes({ lanes }: { lanes: readonly Lane[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const failed = usePaneState((state) =>
    selectedAnswers(state, selectedTurn(state)).flatMap(({ phase, lane }) => (phase === 'failed' ? [lane] : [])),
  );
  return (
    <main data-slot="panes" className="grid grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto]">
      <LaneStrip lanes={lanes} scroller={scroller} />
      <div
        ref={scroller}
        data-slot="lanes"
        style={
          {
            '--rail': lanes.length - 1,
            '--columns': Math.max(2, Math.ceil(lanes.length / 2)),
            '--widths': columnsOf(lanes, failed),
          } as CSSProperties
        }
        className={`row-start-2 grid min-h-0 snap-x snap-mandatory grid-flow-col overflow-x-auto sm:snap-proximity sm:auto-cols-[minmax(340px,1fr)] ${lanes.length === 1 ? 'auto-cols-[100%]' : 'auto-cols-[94%]'}`}
      >
        {lanes.map((lane) => (
          <Pane key={lane} lane={lane} />
        ))}
      </div>
      <BallotBar />
    </main>
  );
}
