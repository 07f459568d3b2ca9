'use client';

import { type CSSProperties, type RefObject, useLayoutEffect, useState } from 'react';
import { clocksStand, type PaneSource } from '@/lib/client/pane-source';
import { selectedAnswers, selectedTurn } from '@/lib/client/pane-state';
import { usePaneSource } from '@/lib/client/use-panes';
import { isRunning } from '@/lib/comparison/answer';
import { ticksOf } from '@/lib/comparison/ticks';
import { easedScale, grainOf, trackScale } from '@/lib/comparison/track';

interface TrackClock {
  /** The ticks of the time scale, ms. */
  ticks: readonly number[];
  /** The finest step that rows draw, ms. */
  grain: number;
  /** `--scale` and `--now-A` … as they were when the track was first drawn. */
  first: CSSProperties;
}

/**
 * Animates the track each frame while a lane runs, without rendering a component: it sets `--scale`, the length of the time
 * scale, and `--now-A` …, how far each running lane is, in ms. The style sheet does the rest.
 */
export function useTrackClock(box: RefObject<HTMLElement | null>): TrackClock {
  const source = usePaneSource();
  const [first] = useState(() => readClock(source));
  const [seen, setSeen] = useState(() => seenAt(first.scale));

  useLayoutEffect(() => {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)');
    let frame = 0;
    let scale = 0;
    let drawn = '';
    const draw = () => {
      frame = 0;
      const aim = readClock(source);
      scale = scale === 0 || still.matches ? aim.scale : easedScale(scale, aim.scale);
      box.current?.style.setProperty('--scale', scale.toFixed(1));
      for (const [name, ms] of Object.entries(aim.nows)) box.current?.style.setProperty(name, ms.toFixed(1));
      const next = seenAt(scale);
      if (next.key !== drawn) setSeen(next);
      drawn = next.key;
      const moving = Object.keys(aim.nows).length > 0 && !clocksStand(source);
      if (moving || scale !== aim.scale) frame = requestAnimationFrame(draw);
    };
    const wake = () => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    draw();
    const ofAnswers = source.store.subscribe(wake);
    const ofReplay = source.replay?.subscribe(wake);
    return () => {
      ofAnswers();
      ofReplay?.();
      cancelAnimationFrame(frame);
    };
  }, [source, box]);

  return { ticks: seen.ticks, grain: seen.grain, first: { '--scale': first.scale, ...first.nows } as CSSProperties };
}

/** What components render at that scale; it changes about once a second. */
function seenAt(scale: number): { key: string; ticks: number[]; grain: number } {
  const ticks = ticksOf(scale);
  const grain = grainOf(scale);
  return { key: `${ticks} ${grain}`, ticks, grain };
}

/** @returns the state of the track's clock now. */
function readClock({ store, clocks, leastEdge }: PaneSource): { scale: number; nows: Record<string, number> } {
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
