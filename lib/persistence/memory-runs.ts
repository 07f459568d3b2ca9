import type { Lane } from '@/lib/protocol/lane';
import type { WallClock } from '../time/timing';
import type { LastHeard, StopRequest } from './runs-under-way';

interface UnderWay {
  owner: string | null;
  heartbeatAt: Date;
  stops: Set<Lane | null>;
  readAt: Date | null;
}

/** Who looks after the runs under way, and what was asked of them. */
export class MemoryRuns {
  #runs = new Map<string, UnderWay>();

  constructor(private readonly clock: WallClock) {}

  begin(run: string, owner: string | null = null): void {
    this.#runs.set(run, { owner, heartbeatAt: this.clock.date(), stops: new Set(), readAt: null });
  }

  end(run: string): void {
    this.#runs.delete(run);
  }

  claim(run: string, owner: string, abandoned?: LastHeard): boolean {
    const found = this.#runs.get(run);
    if (!found) return false;
    const free = abandoned
      ? found.owner === abandoned.owner && found.heartbeatAt.toISOString() === abandoned.heartbeatAt
      : found.owner === null || found.owner === owner;
    if (!free) return false;
    found.owner = owner;
    found.heartbeatAt = this.clock.date();
    return true;
  }

  /** Whether another process has taken the run over. */
  isLost(run: string, owner: string | undefined): boolean {
    const found = this.#runs.get(run);
    return owner !== undefined && found !== undefined && found.owner !== owner;
  }

  beat(owner: string, runs: readonly string[]): string[] {
    return runs.filter((run) => {
      const found = this.#runs.get(run);
      if (found?.owner !== owner) return true;
      found.heartbeatAt = this.clock.date();
      return false;
    });
  }

  underWay(): { run: string; owner: string | null; heartbeatAt: string; silentMs: number }[] {
    const now = this.clock.date().getTime();
    return [...this.#runs]
      .sort(([, one], [, other]) => one.heartbeatAt.getTime() - other.heartbeatAt.getTime())
      .map(([run, { owner, heartbeatAt }]) => {
        const silentMs = Math.max(0, now - heartbeatAt.getTime());
        return { run, owner, heartbeatAt: heartbeatAt.toISOString(), silentMs };
      });
  }

  requestStop(run: string, lane: Lane | null): void {
    this.#runs.get(run)?.stops.add(lane);
  }

  stopRequests(runs: readonly string[]): StopRequest[] {
    return runs.flatMap((run) => [...(this.#runs.get(run)?.stops ?? [])].map((lane) => ({ run, lane })));
  }

  noteReader(run: string): void {
    const found = this.#runs.get(run);
    if (found) found.readAt = this.clock.date();
  }

  readWithin(runs: readonly string[], ms: number): string[] {
    const time = this.clock.date().getTime() - ms;
    return runs.filter((run) => {
      const readAt = this.#runs.get(run)?.readAt ?? null;
      return readAt !== null && readAt.getTime() >= time;
    });
  }
}
