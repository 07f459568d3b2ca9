'use client';

import { useEffect, useReducer } from 'react';
import { useWorkspace } from '@/lib/client/use-workspace';

/** Draws the component again each frame while `running`. @returns a function that tells a run's ms so far. */
export function useElapsed(running: boolean): (run: string) => number {
  const { clocks } = useWorkspace();
  const [, drawAgain] = useReducer((frames: number) => frames + 1, 0);
  useEffect(() => {
    if (!running) return;
    let frame = requestAnimationFrame(function tick() {
      drawAgain();
      frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [running]);
  return (run) => clocks.elapsed(run);
}
