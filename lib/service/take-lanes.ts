import type { Lane } from '@/lib/protocol/lane';
import type { App } from './app';
import { type Refusal, turnUnderWay } from './refusal';

/**
 * Takes lanes for a run that is about to start.
 *
 * @throws Refusal when one of them is still running here.
 */
export function takeLanes(
  app: App,
  comparison: string,
  lanes: readonly Lane[],
  refuse: (busy: readonly Lane[]) => Refusal = turnUnderWay,
): void {
  const busy = app.liveRuns.take(comparison, lanes);
  if (busy.length > 0) throw refuse(busy);
}
