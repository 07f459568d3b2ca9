/** On the machine's monotonic clock, ms; the process that runs the benchmark sets it for all that it starts. */
const EPOCH = Number(process.env.BENCH_EPOCH ?? 0);

/** @returns ms since the benchmark began, with a fraction. All its processes read the same clock. */
export function moment(): number {
  return Number(process.hrtime.bigint()) / 1e6 - EPOCH;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
