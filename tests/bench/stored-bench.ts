import { stored } from './rows/stored';
import { runRows } from './server-bench';

/** `npm run bench:stored`: makes 100,000 comparisons, and measures the history, pages and search among them. */
export default async function benchStored(): Promise<void> {
  await runRows([stored], 'stored');
}
