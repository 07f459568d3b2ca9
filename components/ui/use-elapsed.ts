'use client';

import { useCallback, useRef, useSyncExternalStore } from 'react';
import { clocksStand } from '@/lib/client/pane-source';
import { usePaneSource } from '@/lib/client/use-panes';

/** Half of the tenth of a second that is shown, ms. */
const STEP_MS = 50;

/**
 * Renders the component some ten times a second while `running`, unless the clocks are stopped: it shows tenths. Where text
 * comes, that is in a frame that is drawn for the text anyway.
 *
 * @returns a function that returns a run's elapsed ms.
 */
export function useElapsed(running: boolean): (run: string) => number {
  const source = usePaneSource();
  const steps = useRef(0);
  const subscribe = useCallback(
    (draw: () => void) => {
      if (!running) return () => {};
      let drawnAt = performance.now();
      let timer: ReturnType<typeof setTimeout> | undefined;
      const step = () => {
        clearTimeout(timer);
        drawnAt = performance.now();
        steps.current += 1;
        draw();
        timer = clocksStand(source) ? undefined : setTimeout(step, 2 * STEP_MS);
      };
      const look = () => {
        if (timer === undefined || performance.now() - drawnAt >= STEP_MS) step();
      };
      timer = setTimeout(step, STEP_MS);
      const ofAnswers = source.store.subscribe(look);
      const ofReplay = source.replay?.subscribe(look);
      return () => {
        clearTimeout(timer);
        ofAnswers();
        ofReplay?.();
      };
    },
    [running, source],
  );
  useSyncExternalStore(
    subscribe,
    () => steps.current,
    () => 0,
  );
  return (run) => source.clocks.elapsed(run);
}
