import type { Asked } from '../loads/ask-at-once';
import type { Bench, Rounds } from './bench';

/** Says under the table what a target has lost, doubled, reordered or refused. */
export function noteFaults(bench: Bench, rounds: Rounds<Asked>): void {
  for (const [name, all] of Object.entries(rounds)) {
    const faults = all.flatMap(({ result }) => result.readings.flatMap((reading) => reading.faults));
    if (faults.length > 0) bench.note(`${name}: ${faults.length} faults, such as “${faults[0]}”`);
  }
}
