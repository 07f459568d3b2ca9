import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerAtGate } from './answer-at-gate';
import { setPagePolicy } from './content-policy';
import { markAway } from './mark-away';
import { refuseAnothers } from './refuse-anothers';
import { refuseForeignHost } from './refuse-foreign-host';
import { refuseWithoutAccess } from './require-access';
import { takeInUnread } from './take-in-unread';

/** The gate: all that happens to a request before Next sees it. */
export function passGate(request: IncomingMessage, response: ServerResponse, passOn: () => void): void {
  takeInUnread(request, response);
  if (refuseForeignHost(request, response)) return;
  if (answerAtGate(request, response)) return;
  if (refuseWithoutAccess(request, response)) return;
  setPagePolicy(request, response);
  const marking = markAway(request, response);
  if (marking === null) passOn();
  else {
    void marking.then(async (isAway) => {
      if (isAway || !(await refuseAnothers(request, response))) passOn();
    });
  }
}
