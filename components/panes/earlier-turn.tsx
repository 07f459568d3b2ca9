'use client';

import { useEffect, useRef } from 'react';
import { foldTurn, selectedAnswer, selectedTurn, selectTurn } from '@/lib/client/pane-state';
import { usePaneSource, usePaneState } from '@/lib/client/use-panes';
import { isRunning } from '@/lib/comparison/answer';
import { latestAnswer } from '@/lib/comparison/state';
import type { Lane } from '@/lib/protocol/lane';
import { PlainText } from '../answer/plain-text';
import { TextWithFormulas } from '../answer/text-with-formulas';
import { PhaseMark, phaseWord } from '../lane/phase-mark';
import { TurnAnswer } from './turn-answer';

/** A folded turn's line has room for fewer characters. */
const MOST_FOLDED = 400;

interface EarlierTurnProps {
  lane: Lane;
  turn: number;
  prompt: string;
}

/** A turn before the newest: folded to one line, or open, in all panes together. Opening it selects it. */
export function EarlierTurn({ lane, turn, prompt }: EarlierTurnProps) {
  const { store } = usePaneSource();
  const section = useRef<HTMLElement>(null);
  const open = usePaneState((state) => state.openTurns.includes(turn));
  const selected = usePaneState((state) => selectedTurn(state) === turn);
  // A retry of an earlier turn may run while the turn is folded.
  const running = usePaneState((state) => {
    const answer = latestAnswer(state.answers, turn, lane);
    return answer && isRunning(answer) ? answer.phase : null;
  });
  const attempt = usePaneState((state) => selectedAnswer(state, turn, lane)?.attempt);
  useEffect(() => {
    if (selected) scrollToTop(section.current);
  }, [selected]);
  const toggle = () => store.setState((state) => (open ? foldTurn(state, turn) : selectTurn(state, turn)));
  return (
    <section ref={section} data-slot="earlier-turn" className="mb-3 border-line border-b pb-3">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-current={selected}
          onClick={toggle}
          className="flex w-full items-baseline gap-2 rounded text-left text-[13px] text-ink-2 hover:text-ink aria-[current=true]:text-ink"
        >
          <span aria-hidden="true">{open ? '▾' : '▸'}</span>
          <span className="font-mono text-xs">{turn}</span>
          <span dir="auto" className={open ? '[overflow-wrap:anywhere]' : 'truncate'}>
            {open ? <TextWithFormulas text={prompt} /> : <PlainText text={prompt.slice(0, MOST_FOLDED)} />}
          </span>
          {running && (
            <span className="ml-auto flex-none self-center">
              <PhaseMark phase={running} />
              <span className="sr-only">{phaseWord(running, false)}</span>
            </span>
          )}
        </button>
      </h3>
      {attempt !== undefined && (
        <noscript>
          <a
            href={`?turn=${turn}&lane=${lane}&attempt=${attempt}&part=text&after=0`}
            className="text-[13px] underline underline-offset-2"
          >
            Read this answer
          </a>
        </noscript>
      )}
      {open && (
        <div className="pt-2.5">
          <TurnAnswer lane={lane} turn={turn} />
        </div>
      )}
    </section>
  );
}

/** Scrolls the pane alone: `scrollIntoView` would move the row of panes too. */
function scrollToTop(element: HTMLElement | null): void {
  const box = element?.closest<HTMLElement>('[data-slot="pane-scroll"]');
  if (!element || !box) return;
  box.scrollTop += element.getBoundingClientRect().top - box.getBoundingClientRect().top - 14;
}
