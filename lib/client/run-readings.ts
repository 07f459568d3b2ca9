import type { StoreApi } from 'zustand/vanilla';
import { hidesNames } from '@/lib/comparison/hides-names';
import { placeOf } from '@/lib/comparison/state';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { type FollowOptions, followRun, type RunListener } from './follow-run';
import { createFoldQueue, type ScheduleFrame } from './frame-queue';
import type { PaneState } from './pane-state';
import { refusedRuns } from './refused-reading';
import type { RunClocks } from './run-clocks';

export interface ReadingPorts extends Pick<FollowOptions, 'reopen' | 'pause' | 'places'> {
  nextFrame: ScheduleFrame;
}

/** Listens to the beginning of a reading that has started a run. */
interface BeginningListener {
  onRecord(record: ComparisonRecord): void;
  /** The log has named the run. */
  onRun(): void;
}

/** Reads the runs of the visitor's own comparison into the store, each by one reading. */
export interface RunReadings {
  /** Begins to follow runs. @returns stops following; the runs go on. */
  connect(): () => void;
  /** Follows every run of the record that has not ended, as far as this page knows. */
  followAll(): void;
  /** Follows the runs again whose reading the server has refused. */
  reconnect(): void;
  /**
   * Sends a request that starts a run, and follows the run.
   *
   * @param onRecord called with the record that the run has changed.
   * @param onBroken called when the connection breaks before that.
   * @returns when the request was answered. @throws what `send` throws.
   */
  start(
    send: () => Promise<Response>,
    onRecord: (record: ComparisonRecord) => void,
    onBroken: () => void,
  ): Promise<void>;
}

export function createRunReadings(store: StoreApi<PaneState>, clocks: RunClocks, ports: ReadingPorts): RunReadings {
  const { reopen, pause, places } = ports;
  const queue = createFoldQueue(store, ports.nextFrame);
  let connected = new AbortController();
  /** The runs that are being read, or were read to their end. */
  let followed = new Set<string>();
  /** Those among them that were read blind and are read again with names. */
  let renewed = new Set<string>();
  /** The number of requests whose run is not known yet. */
  let starting = 0;

  return { connect, followAll, reconnect, start };

  function connect(): () => void {
    const own = new AbortController();
    connected = own;
    followed = new Set();
    renewed = new Set();
    clocks.start();
    followAll();
    return () => own.abort();
  }

  function followAll(): void {
    // A request on its way names its run itself.
    if (starting > 0) return;
    const { record, answers } = store.getState();
    for (const { run } of record?.turns.flatMap((turn) => turn.runs) ?? []) {
      const known = answers.runs[run];
      // Its names are shown by now, so its log begins again.
      const begins = record !== null && known?.blind === true && !hidesNames(record) && !renewed.has(run);
      if (begins) renewed.add(run);
      if (begins || (!known?.end && !followed.has(run))) void follow({ run, ...placeOf(known) });
    }
  }

  function reconnect(): void {
    for (const run of refusedRuns(store.getState().connections)) {
      followed.delete(run);
      store.setState(({ connections }) => ({ connections: { ...connections, [run]: 'reconnecting' } }));
    }
    followAll();
  }

  async function start(
    send: () => Promise<Response>,
    onRecord: (record: ComparisonRecord) => void,
    onBroken: () => void,
  ): Promise<void> {
    starting += 1;
    let isNamed = false;
    let isRecorded = false;
    const goOn = () => {
      isNamed = true;
      starting -= 1;
      followAll();
    };
    try {
      const reading = follow(await send(), {
        onRun: goOn,
        onRecord(record) {
          isRecorded = true;
          onRecord(record);
        },
      });
      void reading.finally(() => {
        if (isNamed) return;
        // If the record has come, it tells of the run, which is followed from its beginning.
        goOn();
        if (!isRecorded) onBroken();
      });
    } catch (error) {
      goOn();
      throw error;
    }
  }

  function follow(first: Parameters<typeof followRun>[0], beginning?: BeginningListener): Promise<void> {
    if (!(first instanceof Response)) followed.add(first.run);
    return followRun(first, { signal: connected.signal, reopen, pause, places, listener: listenerOf(beginning) });
  }

  function listenerOf(beginning?: BeginningListener): RunListener {
    return {
      onRecord: beginning?.onRecord,
      onEntry(run, entry) {
        const { event } = entry;
        clocks.note(run, event.at);
        if (event.type === 'run') {
          followed.add(run);
          beginning?.onRun();
        }
        queue.push(run, entry);
      },
      onNow: (run, now) => clocks.note(run, now),
      onReady: (run, ready) => store.setState((state) => ({ ready: { ...state.ready, [run]: ready } })),
      onSaved: (run, saved) =>
        store.setState(({ unsaved }) => ({
          unsaved: saved ? unsaved.filter((known) => known !== run) : [...unsaved, run],
        })),
      onConnection(run, connection) {
        clocks[connection === 'open' ? 'release' : 'hold'](run);
        store.setState(({ connections, unsaved }) => ({
          connections: connections[run] === connection ? connections : { ...connections, [run]: connection },
          // A new connection repeats "not saved" if it still holds, so clear the flag here.
          unsaved: connection === 'open' && unsaved.includes(run) ? unsaved.filter((known) => known !== run) : unsaved,
        }));
      },
    };
  }
}
