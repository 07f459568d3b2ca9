'use client';

import type { PaneState } from '@/lib/client/pane-state';
import { readyWords } from '@/lib/client/ready-words';
import { useBallots } from '@/lib/client/use-ballots';
import { usePaneState } from '@/lib/client/use-panes';
import { Button } from '../ui/button';

/** In place of the track while nobody is named: times would tell who answers. */
export function BlindNote() {
  const ballots = useBallots();
  const progress = usePaneState(progressWords);
  return (
    <section
      data-slot="track"
      aria-label="Blind comparison"
      className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b bg-raised px-4 py-2 text-[13px] text-ink-2 sm:px-[18px] low:py-1"
    >
      <p>
        <b className="font-semibold text-ink">Blind. </b>
        <span>Names, times and prices come after your ballot. </span>
        <span role="status" className="text-ink tabular-nums">
          {progress}
        </span>
      </p>
      <Button
        look="quiet"
        title="Ends the blind comparison: a ballot then would not be blind, so none is taken in this turn"
        onClick={() => void ballots.showNames()}
        className="ml-auto min-h-7"
      >
        Show names
      </Button>
    </section>
  );
}

function progressWords(state: PaneState): string {
  const isOver = Object.values(state.answers.runs).every(({ end }) => end !== null);
  return isOver ? 'All answers are here.' : (readyWords(state) ?? 'Waiting for the answers.');
}
