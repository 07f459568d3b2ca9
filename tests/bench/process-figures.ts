import { readdirSync, readFileSync } from 'node:fs';

/** What Linux tells about a process since it began; null elsewhere, or when it is gone. */
export interface ProcessFigures {
  /** Processor time, ms. */
  cpuMs: number;
  /** How long its threads were ready to run and waited for a processor, ms: on a busy machine all other figures are too high. */
  waitedMs: number;
  /** Resident memory, MB. */
  residentMb: number;
}

export function processFigures(pid: number): ProcessFigures | null {
  try {
    const threads = readdirSync(`/proc/${pid}/task`).map((thread) => readSchedstat(pid, thread));
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    const resident = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return {
      cpuMs: sum(threads.map(({ ranNs }) => ranNs)) / 1e6,
      waitedMs: sum(threads.map(({ waitedNs }) => waitedNs)) / 1e6,
      residentMb: Number(resident) / 1024,
    };
  } catch {
    return null;
  }
}

/** Linux, Documentation/scheduler/sched-stats: time on a processor, time in a run queue (ns), number of time slices. */
function readSchedstat(pid: number, thread: string): { ranNs: number; waitedNs: number } {
  return parseSchedstat(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'));
}

export function parseSchedstat(text: string): { ranNs: number; waitedNs: number } {
  const [ranNs = Number.NaN, waitedNs = Number.NaN] = text.trim().split(/\s+/).map(Number);
  return { ranNs, waitedNs };
}

/** @returns the growth of two figures, null when one is not told. */
export function growth(
  before: ProcessFigures | null,
  after: ProcessFigures | null,
): { cpuMs: number; waitedMs: number } | null {
  if (!before || !after) return null;
  return { cpuMs: after.cpuMs - before.cpuMs, waitedMs: after.waitedMs - before.waitedMs };
}
