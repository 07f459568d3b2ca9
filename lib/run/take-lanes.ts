import type { Lane } from '@/lib/protocol/lane';
import type { Abreast } from './abreast';
import { Refusal } from './refusal';

/**
 * Takes lanes for a run that is about to start.
 *
 * @throws Refusal when one of them is still running.
 */
export function takeLanes(app: Abreast, comparison: string, lanes: readonly Lane[]): void {
  const busy = app.liveRuns.take(comparison, lanes);
  if (busy.length === 0) return;
  const who = busy.length === 1 ? `Lane ${busy[0]} is` : `Lanes ${busy.join(', ')} are`;
  throw new Refusal('turn-under-way', `${who} still running. Wait for the answer, or stop it first.`);
}
