'use client';

import { type CSSProperties, type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { clocksStand, type PaneSource } from '@/lib/client/pane-source';
import { selectedAnswers, selectedTurn } from '@/lib/client/pane-state';
import { usePaneSource } from '@/lib/client/use-panes';
import { isRunning } from '@/lib/comparison/answer';
import { ticksOf } from '@/lib/comparison/ticks';
import { easedScale, grainOf, trackScale } from '@/lib/comparison/track';
import { type TrackMoment, TrackParts } from './track-parts';

interface TrackClock {
  /** The ticks of the time scale, ms. */
  ticks: readonly number[];
  /** The finest step that rows draw, ms. */
  grain: number;
  /** `--scale` and `--now-A` … as they were when the track was first drawn. */
  first: CSSProperties;
  /** Places the parts inside of an element that has been rendered, before it is drawn. */
  place(element: HTMLElement): void;
}

/** With more lanes than these the track is drawn with their text: a frame of its own would cost as much as that of the text. */
const FEW_LANES = 3;
/** Where no text comes, after so many ms. */
const LONGEST_STEP_MS = 150;
const SHORTEST_FRAME_MS = 8;

/**
 * Animates the track while a lane runs, without rendering a component: it tells each part `--scale`, the length of the time
 * scale, and `--now`, how far its lane is, in ms. The style sheet does the rest.
 */
export function useTrackClock(box: RefObject<HTMLElement | null>): TrackClock {
  const source = usePaneSource();
  const [first] = useState(() => readClock(source));
  const [seen, setSeen] = useState(() => seenAt(first.scale));

  const parts = useRef<TrackParts | null>(null);
  const place = useCallback((element: HTMLElement) => parts.current?.place(element), []);

  useLayoutEffect(() => {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)');
    parts.current = box.current && new TrackParts(box.current, readClock(source));
    let cancel: (() => void) | null = null;
    let scale = 0;
    let drawnAt = 0;
    let drawn = '';
    const draw = () => {
      cancel?.();
      cancel = null;
      const aim = readClock(source);
      const now = performance.now();
      scale = scale === 0 || still.matches ? aim.scale : easedScale(scale, aim.scale, now - drawnAt);
      drawnAt = now;
      const running = Object.keys(aim.nows).length;
      const moves = (running > 0 && !clocksStand(source)) || scale !== aim.scale;
      parts.current?.move({ scale, nows: aim.nows }, !moves);
      const next = seenAt(scale);
      if (next.key !== drawn) setSeen(next);
      drawn = next.key;
      if (moves) cancel = running > FEW_LANES ? inTime(draw) : beforeFrame(draw);
    };
    const wake = () => {
      // Inside of the frame that draws what has come.
      if (performance.now() - drawnAt > SHORTEST_FRAME_MS) draw();
      else cancel ??= beforeFrame(draw);
    };
    draw();
    const ofAnswers = source.store.subscribe(wake);
    const ofReplay = source.replay?.subscribe(wake);
    return () => {
      ofAnswers();
      ofReplay?.();
      cancel?.();
      parts.current = null;
    };
  }, [source, box]);

  return {
    ticks: seen.ticks,
    grain: seen.grain,
    first: { '--scale': first.scale, ...first.nows } as CSSProperties,
    place,
  };
}

function beforeFrame(draw: () => void): () => void {
  const frame = requestAnimationFrame(draw);
  return () => cancelAnimationFrame(frame);
}

function inTime(draw: () => void): () => void {
  const timer = setTimeout(draw, LONGEST_STEP_MS);
  return () => clearTimeout(timer);
}

/** What components render at that scale; it changes about once a second. */
function seenAt(scale: number): { key: string; ticks: number[]; grain: number } {
  const ticks = ticksOf(scale);
  const grain = grainOf(scale);
  return { key: `${ticks} ${grain}`, ticks, grain };
}

/** @returns the state of the track's clock now. */
function readClock({ store, clocks, leastEdge }: PaneSource): TrackMoment {
  const state = store.getState();
  const nows: Record<string, number> = {};
  let edge = leastEdge?.() ?? 0;
  for (const answer of selectedAnswers(state, selectedTurn(state))) {
    const end = isRunning(answer) ? Math.max(answer.startedAt, clocks.elapsed(answer.run)) : answer.endedAt;
    if (isRunning(answer)) nows[`--now-${answer.lane}`] = end;
    edge = Math.max(edge, end);
  }
  return { scale: trackScale(edge), nows };
}
