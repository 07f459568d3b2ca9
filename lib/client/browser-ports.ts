import { z } from 'zod';
import { changeComparison, getAnswerPiece, getEvents, postCompare, postRetry, stopLane, stopRun } from './api';
import { nextFrame } from './next-frame';
import { pause } from './pause';
import type { WorkspacePorts } from './workspace';

// The page's content security policy forbids making code from text, which zod would try.
z.config({ jitless: true });

/** The workspace's ports in a real browser. */
export const browserPorts: WorkspacePorts = {
  postCompare,
  postRetry,
  stopLane,
  stopRun,
  changeComparison,
  getAnswerPiece,
  reopen: getEvents,
  pause,
  nextFrame: (flush) => nextFrame(flush),
  now: () => performance.now(),
  // Not a navigation: the page stays, and so does the stream it reads.
  onComparison: (id) => window.history.replaceState(null, '', `/c/${id}`),
};
