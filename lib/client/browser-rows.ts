import type { HealthRow } from '@/lib/protocol/health';
import { CHECK_PAUSE_MS, CHECK_PIECES } from '@/lib/protocol/stream-check';

/** A row of the page `/check`: the server's, or one that only a browser can measure. */
export interface CheckRow extends Omit<HealthRow, 'id'> {
  id: HealthRow['id'] | 'streaming' | 'clocks';
}

/** Pieces that come closer together than this, ms, came in one burst. */
const BURST_MS = CHECK_PAUSE_MS / 4;
/** So many bursts count as one by one: a busy browser may read two pieces at once. */
const ENOUGH_BURSTS = CHECK_PIECES - 2;
/** Clocks may differ by so much, ms: the header has whole seconds, and the way takes time. */
const LARGEST_DIFFERENCE_MS = 5000;

const UNBUFFER =
  'Turn buffering and compression of text/event-stream off in what stands in front of this server ' +
  '(nginx: proxy_buffering off). If nothing does, try another network: company proxies and virus scanners do it too.';

/**
 * Says whether a stream arrives as it is sent.
 *
 * @param arrivals when each piece came, monotonic ms.
 */
export function streamingRow(arrivals: readonly number[]): CheckRow {
  const count = arrivals.length;
  const tookS = (((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1000).toFixed(1);
  if (count < CHECK_PIECES) {
    const text =
      count === 0
        ? 'A test stream could not be read: answers will not appear.'
        : `A test stream broke off after ${count} of ${CHECK_PIECES} pieces: answers will, too.`;
    return { id: 'streaming', state: 'broken', text, remedy: UNBUFFER };
  }
  const bursts = arrivals.filter((at, index) => index === 0 || at - (arrivals[index - 1] ?? 0) > BURST_MS).length;
  if (bursts >= ENOUGH_BURSTS) {
    const text = `${CHECK_PIECES} pieces of a test stream came one by one, over ${tookS} s.`;
    return { id: 'streaming', state: 'ok', text, remedy: null };
  }
  if (bursts > 1) {
    const text = `${CHECK_PIECES} pieces of a test stream came in ${bursts} bursts: answers appear in jerks.`;
    return { id: 'streaming', state: 'works-but', text, remedy: UNBUFFER };
  }
  const sentS = (((CHECK_PIECES - 1) * CHECK_PAUSE_MS) / 1000).toFixed(1);
  const text =
    `${CHECK_PIECES} pieces of a test stream, sent over ${sentS} s, came together: something between this server and ` +
    'this browser holds bytes back, and answers appear late and all at once.';
  return { id: 'streaming', state: 'broken', text, remedy: UNBUFFER };
}

/**
 * Compares the clocks of server and browser.
 *
 * @param header the Date of the server's response, in whole seconds; null without.
 * @param sentAt when the request was sent, and `receivedAt` when its response began, ms since 1970 by the browser.
 */
export function clocksRow(header: string | null, sentAt: number, receivedAt: number): CheckRow {
  const serverAt = Date.parse(header ?? '');
  if (Number.isNaN(serverAt)) {
    const text = 'The clocks could not be compared, since the response has no date.';
    return { id: 'clocks', state: 'works-but', text, remedy: 'Let the proxy in front pass the Date header on.' };
  }
  // The server wrote the header at some moment of that second, between sending and receiving: only what is certain counts.
  const aheadMs = Math.max(0, serverAt - receivedAt) - Math.max(0, sentAt - (serverAt + 999));
  if (Math.abs(aheadMs) <= LARGEST_DIFFERENCE_MS) {
    return { id: 'clocks', state: 'ok', text: 'The clocks of server and browser agree.', remedy: null };
  }
  const direction = aheadMs > 0 ? 'ahead of' : 'behind';
  const text = `The server’s clock is ${Math.round(Math.abs(aheadMs) / 1000)} s ${direction} that of this browser.`;
  const remedy = 'Dates in the history are wrong by so much. Let both machines set their clocks from the network.';
  return { id: 'clocks', state: 'works-but', text, remedy };
}
