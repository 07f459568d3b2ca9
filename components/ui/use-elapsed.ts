'use client';

import { useEffect, useReducer } from 'react';
import { clocksStand } from '@/lib/client/pane-source';
import { usePaneSource } from '@/lib/client/use-panes';

/**
 * Renders the component each frame while `running`, unless the clocks are stopped.
 *
 * @returns a function that returns a run's elapsed ms.
 */
export function useElapsed(running: boolean): (run: string) => number {
  const source = usePaneSource();
  const [, drawAgain] = useReducer((frames: number) => frames + 1, 0);
  useEffect(() => {
    if (!running) return;
    let frame = 0;
    const wake = () => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    const draw = () => {
      frame = 0;
      drawAgain();
      if (!clocksStand(source)) wake();
    };
    wake();
    const ofAnswers = source.store.subscribe(wake);
    const ofReplay = source.replay?.subscribe(wake);
    return () => {
      ofAnswers();
      ofReplay?.();
      cancelAnimationFrame(frame);
    };
  }, [running, source]);
  return (run) => source.clocks.elapsed(run);
}
