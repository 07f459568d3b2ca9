/**
 * How many runs a page reads at once. Over HTTP/1.1 a browser opens six connections to a server, for all its tabs
 * together, and further requests wait: some connections are left for Stop.
 */
const MOST_AT_ONCE = 4;
/** How long a reading keeps its place while other readings wait, ms. */
const TURN_MS = 1000;

/** Allows a reading to hold a connection. */
export interface ReadingPlace {
  /** Aborts when another reading needs the place: the reading ends, and waits for a new place. */
  readonly wanted: AbortSignal;
  /** Hands the place to the reading that has waited longest. */
  leave(): void;
}

/** The few connections of a page's readings. If more runs are under way, they are read in turns. */
export interface ReadingPlaces {
  /** Takes a place for an open connection; if that is one too many, the longest reading gives way. */
  take(): ReadingPlace;
  /** Waits for a place until the signal aborts. */
  enter(signal: AbortSignal): Promise<ReadingPlace>;
  /** Interrupts the longest reading, so that a waiting request gets its connection. */
  giveWay(): void;
}

/** @param pause resolves after so many ms. */
export function createReadingPlaces(pause: (ms: number) => Promise<void>): ReadingPlaces {
  /** Longest held first. */
  const held: AbortController[] = [];
  /** Longest waiting first. */
  const waiting: ((place: ReadingPlace) => void)[] = [];
  let turning = false;

  return { take, enter, giveWay };

  function take(): ReadingPlace {
    const own = new AbortController();
    held.push(own);
    if (held.length > MOST_AT_ONCE) giveWay();
    return {
      wanted: own.signal,
      leave() {
        held.splice(held.indexOf(own), 1);
        // Handed over, so that the reading that leaves does not take it back at once.
        if (held.length < MOST_AT_ONCE) waiting.shift()?.(take());
      },
    };
  }

  async function enter(signal: AbortSignal): Promise<ReadingPlace> {
    if (held.length < MOST_AT_ONCE) return take();
    return new Promise((resolve) => {
      const gone = () => {
        waiting.splice(waiting.indexOf(go), 1);
        resolve({ wanted: signal, leave() {} });
      };
      const go = (place: ReadingPlace) => {
        signal.removeEventListener('abort', gone);
        resolve(place);
      };
      signal.addEventListener('abort', gone, { once: true });
      waiting.push(go);
      if (!turning) void turn();
    });
  }

  /** As long as a reading waits, one after the other gives way. */
  async function turn(): Promise<void> {
    turning = true;
    while (waiting.length > 0) {
      await pause(TURN_MS);
      if (waiting.length > 0) giveWay();
    }
    turning = false;
  }

  function giveWay(): void {
    held.find(({ signal }) => !signal.aborted)?.abort();
  }
}
