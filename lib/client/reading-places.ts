/**
 * How many runs a page reads at once. Over HTTP/1.1 a browser opens six connections to a server, for all its tabs
 * together, and whatever is asked beyond them waits: some are left for Stop.
 */
const MOST_AT_ONCE = 4;
/** How long a reading is left alone while others wait for its place, ms. */
const TURN_MS = 1000;

/** A reading's leave to hold a connection. */
export interface ReadingPlace {
  /** Aborts when the place is wanted: the reading ends, and asks for another. */
  readonly wanted: AbortSignal;
  /** Whoever waits longest has the place now. */
  leave(): void;
}

/** The few readings that a page has open at once. Where more runs are under way, they are read in turns. */
export interface ReadingPlaces {
  /** Takes a place for a connection that is open already; the longest reading gives way where there are too many. */
  take(): ReadingPlace;
  /** Waits for a place, and no longer than the signal lets it. */
  enter(signal: AbortSignal): Promise<ReadingPlace>;
  /** Lets the longest reading go for a moment, so that a request which waits for a connection has its one. */
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
        // Handed over, so that whoever leaves is not the first to come back.
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

  /** As long as somebody waits, one after another gives its place up. */
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
