'use client';

import { useShared, useSharedTurn } from '@/lib/client/use-shared';
import type { Lane } from '@/lib/protocol/lane';
import { useCopy } from '../ui/copy-button';

/** Links to one answer, and copies its address to the clipboard. Without script it is only a link. */
export function AnswerLink({ lane }: { lane: Lane }) {
  const { url } = useShared();
  const { turn } = useSharedTurn();
  const { outcome, copy } = useCopy();
  const hash = `#${answerAnchor(turn, lane)}`;
  const copied = outcome === 'copied';
  return (
    <>
      <a
        data-slot="answer-link"
        href={hash}
        onClick={() => void copy(`${url}${hash}`)}
        className="hit ml-auto inline-flex min-h-8 items-center whitespace-nowrap rounded-lg px-3 text-[13px] text-ink-2 hover:bg-sunk hover:text-ink"
      >
        {copied ? 'Link copied' : 'Link to this answer'}
      </a>
      <span role="status" className="sr-only">
        {copied ? 'Link copied' : ''}
      </span>
    </>
  );
}

/** The fragment of the address of one answer: `A` in the first turn, `2-A` in the second. */
export function answerAnchor(turn: number, lane: Lane): string {
  return turn === 1 ? lane : `${turn}-${lane}`;
}
