import type { TurnPlace } from '@/lib/protocol/comparison';
import { postCompare } from './api';
import { readEvents } from './read-events';

/**
 * Asks a turn otherwise, in a new comparison; its run goes on without a reader.
 *
 * @returns the id of the new comparison.
 * @throws RequestFailed when the server refuses it; then nothing was made.
 */
export async function askBranch(from: TurnPlace, prompt: string): Promise<string> {
  const response = await postCompare({ from, prompt });
  const known = new AbortController();
  let comparison: string | null = null;
  await readEvents(response, known.signal, {
    onRecord({ id }) {
      comparison = id;
      known.abort();
    },
    onEntry() {},
    onNow() {},
    onSaved() {},
    onLeaving() {},
  });
  if (comparison === null) throw new Error('a run without a record');
  return comparison;
}
