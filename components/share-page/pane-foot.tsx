'use client';

import { usePaneSource } from '@/lib/client/use-panes';
import type { Lane } from '@/lib/protocol/lane';
import { useAnswer } from '../lane/use-lane';
import { CopyButton } from '../ui/copy-button';
import { AnswerLink } from './answer-link';

/** Takes the answer away: its text as it ended, whatever a replay shows, or a link to it. */
export function PaneFoot({ lane }: { lane: Lane }) {
  const { rest } = usePaneSource();
  const answer = useAnswer(lane);
  return (
    <footer
      data-slot="pane-foot"
      className="flex min-h-11 items-center border-line border-t px-[max(4px,calc((100%_-_46rem)/2_-_12px))] py-1"
    >
      {answer && answer.text !== '' && <CopyButton text={() => rest.wholeText(answer)} />}
      <AnswerLink lane={lane} />
    </footer>
  );
}
