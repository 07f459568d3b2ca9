import { degenerate } from './browser/degenerate';
import { lighthouse } from './browser/lighthouse';
import { panes } from './browser/panes';
import { chosenRows, runRows } from './server-bench';

/** `npm run bench:browser`: what the built app costs in Chromium. It takes the same arguments as `npm run bench`. */
export default async function benchBrowser(): Promise<void> {
  await runRows(chosenRows([panes, lighthouse, degenerate]), 'browser');
}
