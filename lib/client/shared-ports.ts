import { getSharedAnswerPiece, getSharedEvents } from './api';
import { browserPorts } from './browser-ports';
import type { SharedTurnPorts } from './shared-turn';

/** What a shared turn needs, in a real browser. */
export function sharedPorts(slug: string): SharedTurnPorts {
  const { pause, places, now, nextFrame } = browserPorts;
  return {
    pause,
    places,
    now,
    nextFrame,
    reopen: (...reading) => getSharedEvents(slug, ...reading),
    // The record of a shared comparison is named by the slug.
    getAnswerPiece: getSharedAnswerPiece,
  };
}
