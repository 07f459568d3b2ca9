import {
  changeComparison,
  getAnswerPiece,
  getEvents,
  getRecord,
  getSharedAnswerPiece,
  getSharedEvents,
  postCompare,
  postRetry,
  stopLane,
  stopRun,
} from './api';
import { nextFrame } from './frame-queue';
import { otherTabs } from './other-tabs';
import { createReadingPlaces } from './reading-places';
import type { SharedTurnPorts } from './shared-turn';
import type { WorkspacePorts } from './workspace';

const NEVER = new AbortController().signal;

/** The workspace's ports in a real browser. */
export const browserPorts: Omit<WorkspacePorts, 'lineUpOf'> = {
  postCompare,
  postRetry,
  stopLane,
  stopRun,
  changeComparison,
  getRecord,
  getAnswerPiece,
  reopen: getEvents,
  pause,
  places: createReadingPlaces((ms) => pause(ms, NEVER)),
  nextFrame: (flush, leastMs) => nextFrame(flush, leastMs),
  now: () => performance.now(),
  onReturn,
  isVisible: () => document.visibilityState === 'visible',
  tabs: otherTabs,
  // No navigation: the page stays, and so does the stream that it reads.
  onComparison: (id) => window.history.replaceState(null, '', `/c/${id}`),
  onDeletion: () => window.location.replace('/'),
};

/** The tab becomes visible, or its window gets the focus. */
function onReturn(back: () => void): () => void {
  const onVisibility = () => document.visibilityState === 'visible' && back();
  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('focus', back);
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('focus', back);
  };
}

/** Waits so many ms, or until the network is back or the signal aborts. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}

/** A shared turn's ports in a real browser. */
export function sharedPorts(slug: string): SharedTurnPorts {
  const { pause, places, now, nextFrame } = browserPorts;
  return {
    pause,
    places,
    now,
    nextFrame,
    reopen: (...reading) => getSharedEvents(slug, ...reading),
    // A shared record has the slug as its id.
    getAnswerPiece: getSharedAnswerPiece,
  };
}
