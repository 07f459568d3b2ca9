'use client';

import { latestTurn } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { turnOf } from '@/lib/comparison/turns';
import { promptText } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { PlainText } from '../answer/plain-text';
import { TurnAnswer } from './turn-answer';

interface NewestTurnProps {
  lane: Lane;
  /** Other turns stand above it, so it says what was asked. */
  titled: boolean;
}

/** The newest turn of the comparison in a pane: it is always open. */
export function NewestTurn({ lane, titled }: NewestTurnProps) {
  const turn = usePaneState(latestTurn);
  const prompt = usePaneState(({ record }) => {
    const known = turnOf(record?.turns ?? [], turn);
    return known && promptText(known);
  });
  return (
    <>
      {titled && (
        <p dir="auto" className="mb-3 border-line border-l-2 pl-2.5 text-[13px] text-ink-2 [overflow-wrap:anywhere]">
          <PlainText text={prompt ?? ''} />
        </p>
      )}
      <TurnAnswer lane={lane} turn={turn} />
    </>
  );
}
