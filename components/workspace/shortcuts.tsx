'use client';

import { useEffect } from 'react';
import { lanesOf } from '@/lib/client/pane-state';
import { useWorkspace } from '@/lib/client/use-workspace';
import { LANE_LETTERS } from '@/lib/protocol/lane';
import { bringForward, goToLane } from '../lane/go-to-lane';
import { somethingOpen } from '../ui/something-open';

/** Keys that work wherever the focus is: Esc stops, or ends what is maximised; Alt and a number go to a lane. */
export function Shortcuts() {
  const workspace = useWorkspace();
  useEffect(() => {
    // Looked at before anybody else takes the key: what closes by it is gone when it gets here.
    let open = false;
    const look = () => {
      open = somethingOpen();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || open) return;
      if (event.key === 'Escape') leave();
      // By its place on the board: with Alt, a Mac's keys write other characters.
      const number = /^Digit([1-8])$/.exec(event.code)?.[1];
      if (number && event.altKey && !event.ctrlKey && !event.metaKey) go(Number(number), event);
    };
    const leave = () => {
      if (workspace.store.getState().maximised === null) void workspace.stopAll();
      else workspace.store.setState({ maximised: null });
    };
    const go = (number: number, event: KeyboardEvent) => {
      const state = workspace.store.getState();
      const lane = LANE_LETTERS[number - 1];
      if (!lane || !lanesOf(state).some((known) => known.lane === lane)) return;
      event.preventDefault();
      bringForward(workspace.store, lane);
      goToLane(lane);
    };
    window.addEventListener('keydown', look, { capture: true });
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', look, { capture: true });
      window.removeEventListener('keydown', onKey);
    };
  }, [workspace]);
  return null;
}
