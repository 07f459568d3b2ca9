'use client';

import {
  type CSSProperties,
  type KeyboardEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { usePaneSource } from '@/lib/client/use-panes';
import { useReadOnly } from '@/lib/client/use-workspace';
import { isRunning } from '@/lib/comparison/answer';
import { trackRowOf } from '@/lib/comparison/track';
import type { Lane } from '@/lib/protocol/lane';
import { bringForward, goToLane } from '../lane/go-to-lane';
import { LaneBadge, laneColor } from '../lane/lane-badge';
import { useAnswer, useLaneRecord } from '../lane/use-lane';
import { TrackBar } from './track-bar';
import { TrackDetail } from './track-detail';

interface TrackRowProps {
  lane: Lane;
  /** The finest step that is drawn, ms. */
  grain: number;
  /** Places the row's parts in time. */
  place(row: HTMLElement): void;
}

/** One lane: its bar, and its exact figures on hover, focus or tap. */
export function TrackRow({ lane, grain, place }: TrackRowProps) {
  const { name } = useLaneRecord(lane);
  const readOnly = useReadOnly();
  const answer = useAnswer(lane);
  const row = useMemo(() => (answer ? trackRowOf(answer, grain) : null), [answer, grain]);
  const { open, hover, pin, close } = useOpen();
  const id = useId();
  const element = useRef<HTMLLIElement>(null);
  // Each time, and before the panes ask how high they are: so the page is laid out once.
  useLayoutEffect(() => {
    if (element.current) place(element.current);
  });
  if (!answer || !row) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    // Esc closes the figures; it must not also stop lanes.
    event.preventDefault();
    close();
  };
  return (
    <li
      ref={element}
      data-slot="track-row"
      data-lane={lane}
      style={
        { ...laneColor(lane), '--now': isRunning(answer) ? `var(--now-${lane}, 0)` : answer.endedAt } as CSSProperties
      }
      onPointerEnter={(event) => event.pointerType === 'mouse' && hover(true)}
      onPointerLeave={() => hover(false)}
      className="relative grid grid-cols-[var(--names)_minmax(0,1fr)] items-center gap-x-2.5 sm:grid-cols-[168px_minmax(0,1fr)] sm:gap-x-4"
    >
      <span className="flex items-center gap-[7px] overflow-hidden text-ink-2 text-xs low:group-data-many/rows:h-[13px] low:group-data-many/rows:text-[11px]">
        <LaneBadge lane={lane} />
        {readOnly ? (
          <span translate="no" className="truncate" title={name}>
            {name}
          </span>
        ) : (
          <LaneName lane={lane} name={name} />
        )}
      </span>
      <TrackBar answer={answer} row={row} />
      <button
        type="button"
        aria-label={`${lane}, exact figures`}
        aria-describedby={open ? id : undefined}
        onFocus={pin}
        onClick={pin}
        onBlur={close}
        onKeyDown={onKeyDown}
        className="absolute inset-0 z-1 rounded"
      />
      {open && <TrackDetail id={id} lane={lane} answer={answer} />}
    </li>
  );
}

/** Goes to the lane. By keyboard, Alt and its number do: a second stop in each row would be one too many. */
function LaneName({ lane, name }: { lane: Lane; name: string }) {
  const { store } = usePaneSource();
  const go = () => {
    bringForward(store, lane);
    goToLane(lane);
  };
  return (
    <button
      type="button"
      tabIndex={-1}
      translate="no"
      title={`Go to ${lane}: ${name}`}
      onClick={go}
      className="relative z-2 truncate text-left hover:text-ink hover:underline max-sm:sr-only"
    >
      {name}
    </button>
  );
}

/** Open during hover, and from a focus or tap until the focus moves or the next tap. */
function useOpen() {
  const [hovered, hover] = useState(false);
  const [pinned, setPinned] = useState(false);
  const began = useRef(false);
  const close = () => {
    hover(false);
    setPinned(false);
  };
  useEffect(() => {
    if (!pinned) return;
    // Safari on a phone does not focus a tapped button, so there is no blur.
    began.current = true;
    const elsewhere = () => {
      if (began.current) began.current = false;
      else setPinned(false);
    };
    document.addEventListener('click', elsewhere);
    return () => document.removeEventListener('click', elsewhere);
  }, [pinned]);
  return { open: hovered || pinned, hover, pin: () => setPinned(true), close };
}
