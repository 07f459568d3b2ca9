import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Ready } from '@/lib/protocol/frames';
import type { LogPlace } from '@/lib/protocol/log-place';
import type { LogEntry } from '@/lib/protocol/run-event';
import { readEvents } from './read-events';
import type { ReadingPlaces } from './reading-places';
import { type RefusedReading, readRefusal } from './refused-reading';

/**
 * Of a reading: `lost` when the server no longer has the run, `revoked` when the link to it no longer works, or why the
 * server refuses it.
 */
export type Connection = 'open' | 'reconnecting' | 'lost' | 'revoked' | RefusedReading;

export interface RunListener {
  /** The record that the run has changed; before the first entry, for a run that this page has started. */
  onRecord?(record: ComparisonRecord): void;
  onEntry(run: string, entry: LogEntry): void;
  onNow(run: string, nowMs: number): void;
  onSaved(run: string, saved: boolean): void;
  /** Of a blind log: how many lanes have ended. */
  onReady?(run: string, ready: Ready): void;
  onConnection(run: string, connection: Connection): void;
}

/** Pauses before the first, second … reconnection, ms; the last one stays. */
const PAUSES_MS = [250, 1000, 2000, 4000, 8000];
/** The pause after the server's process announced its end, ms: the next process needs a moment to start. */
const LEAVING_PAUSE_MS = 500;

export interface FollowOptions {
  listener: RunListener;
  signal: AbortSignal;
  /** Gets the run's events after that place. */
  reopen(run: string, after: LogPlace, signal: AbortSignal): Promise<Response>;
  /** Shares the page's few connections among its readings. */
  places: ReadingPlaces;
  /** Resolves after so many ms, sooner when the network is back. Never rejects. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

/**
 * Follows a run to its end. When the connection drops, or another reading needs its place, it reconnects from the last
 * event that was read, so nothing is missed and nothing comes twice. Once names are shown that were hidden, the log begins
 * again. It stops when the server has no such run, or refuses the reading.
 *
 * @param first the response that started the run, whose first event names it; or, for a run that is known, its id and the
 * place that was read to.
 */
export async function followRun(first: Response | ({ run: string } & LogPlace), options: FollowOptions) {
  const { listener, signal } = options;
  let run = first instanceof Response ? null : first.run;
  let read: LogPlace = first instanceof Response ? { sequence: 0 } : first;
  let ended = false;
  let leaving = false;
  let failures = 0;
  let response: Response | null = first instanceof Response ? first : null;

  while (!ended && !signal.aborted) {
    const place = response ? options.places.take() : await options.places.enter(signal);
    try {
      response ??= await reopenRun();
      if (!response) return;
      if (run !== null) listener.onConnection(run, 'open');
      await readEvents(response, place.wanted, {
        onEntry,
        onRecord: (record) => listener.onRecord?.(record),
        onNow: (now) => run !== null && listener.onNow(run, now),
        onSaved: (saved) => run !== null && listener.onSaved(run, saved),
        onReady: (ready) => run !== null && listener.onReady?.(run, ready),
        onLeaving: () => {
          leaving = true;
        },
      });
    } catch {
      // The reading broke; below it is decided whether to reconnect.
    } finally {
      place.leave();
    }
    response = null;
    if (ended || signal.aborted || run === null) return;
    // Another reading has the place now.
    if (place.wanted.aborted) continue;
    if (leaving) {
      // Announced, so nothing is shown unless the next connection fails too.
      leaving = false;
      await options.pause(LEAVING_PAUSE_MS, signal);
      continue;
    }
    listener.onConnection(run, 'reconnecting');
    await options.pause(PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] ?? 0, signal);
    failures += 1;
  }

  function onEntry(entry: LogEntry): void {
    if (entry.event.type === 'run') run = entry.event.run;
    const isSameLog = entry.blind === read.blind;
    if (run === null || (isSameLog && entry.sequence <= read.sequence)) return;
    read = entry;
    failures = 0;
    ended = entry.event.type === 'end';
    listener.onEntry(run, entry);
  }

  async function reopenRun(): Promise<Response | null> {
    if (run === null) return null;
    const reopened = await options.reopen(run, { sequence: read.sequence, ...(read.blind && { blind: true }) }, signal);
    // The run was read to its end: 204 has no body.
    if (reopened.status === 204) {
      listener.onConnection(run, 'open');
      return null;
    }
    if (reopened.ok) return reopened;
    await reopened.body?.cancel();
    const connection = endOf(reopened);
    if (connection === null) throw new Error(`status ${reopened.status}`);
    listener.onConnection(run, connection);
    return null;
  }
}

/** @returns why there is nothing more to read; null when the next try may work. */
function endOf(response: Response): Connection | null {
  // 409 where nothing is kept: another process has the run.
  if (response.status === 404 || response.status === 409) return 'lost';
  if (response.status === 410) return 'revoked';
  return readRefusal(response);
}
