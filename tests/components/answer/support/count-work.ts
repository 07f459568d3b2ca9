import { Session } from 'node:inspector/promises';

// Counted from here on: functions that ran before have been compiled without counters.
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/**
 * How much work an action is: the number of basic blocks (bodies of loops, branches, functions) that the engine enters,
 * in every module, and the entries that are copied from map to map. It is the same each time, on any machine.
 */
export async function countWork(action: () => void): Promise<number> {
  await session.post('Profiler.takePreciseCoverage');
  const copied = countCopies(action);
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, copied);
}

function countCopies(action: () => void): number {
  const PlainMap = globalThis.Map;
  let copied = 0;
  globalThis.Map = class<Key, Value> extends PlainMap<Key, Value> {
    constructor(entries?: Iterable<readonly [Key, Value]> | null) {
      super(entries);
      copied += this.size;
    }
  };
  try {
    action();
  } finally {
    globalThis.Map = PlainMap;
  }
  return copied;
}
