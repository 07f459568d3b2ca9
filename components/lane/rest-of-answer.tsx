'use client';

import { type MouseEvent, useCallback, useEffect, useRef, useState } from 'react';
import { usePaneSource } from '@/lib/client/use-panes';
import type { Answer } from '@/lib/comparison/answer';
import { type LongPart, missingOf } from '@/lib/comparison/beginning';

/** The distance below the screen at which the next piece is loaded, px. */
const AHEAD = 1200;

interface RestOfAnswerProps {
  answer: Answer;
  part: LongPart;
}

/**
 * The end of an answer whose beginning alone is loaded. The next piece is loaded when the reader comes near, or by its
 * link, which also works without script.
 */
export function RestOfAnswer({ answer, part }: RestOfAnswerProps) {
  const link = useRef<HTMLAnchorElement>(null);
  const { state, load } = useMore(answer, part);
  const missing = missingOf(answer, part);
  const length = answer[part].length;
  useEffect(() => {
    if (!link.current || missing === 0 || state === 'failed') return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && load(), {
      // The root margin of the screen does not apply inside a scrolling box.
      root: link.current.closest('[data-slot="pane-scroll"]'),
      rootMargin: `${AHEAD}px 0px`,
    });
    observer.observe(link.current);
    return () => observer.disconnect();
  }, [load, missing, state]);
  if (missing === 0) return null;
  const onClick = (event: MouseEvent) => {
    event.preventDefault();
    load();
  };
  const { turn, lane, attempt } = answer;
  return (
    <p data-slot="rest-of-answer" className="mt-3 text-[13px] text-ink-2">
      <span>{`The first ${count(length)} of ${count(length + missing)} characters are here. `}</span>
      <a
        ref={link}
        href={`?turn=${turn}&lane=${lane}&attempt=${attempt}&part=${part}&after=${length}`}
        onClick={onClick}
        className="rounded text-ink underline underline-offset-2"
      >
        {WORDS[state]}
      </a>
    </p>
  );
}

const WORDS = { idle: 'Show more', loading: 'Loading…', failed: 'Loading failed. Try again' } as const;

function useMore(answer: Answer, part: LongPart) {
  const { rest } = usePaneSource();
  const [state, setState] = useState<keyof typeof WORDS>('idle');
  const busy = useRef(false);
  const load = useCallback(() => {
    if (busy.current) return;
    busy.current = true;
    setState('loading');
    const settle = (outcome: 'idle' | 'failed') => () => {
      busy.current = false;
      setState(outcome);
    };
    rest.more(answer, part).then(settle('idle'), settle('failed'));
  }, [rest, answer, part]);
  return { state, load };
}

function count(characters: number): string {
  return characters.toLocaleString('en');
}
