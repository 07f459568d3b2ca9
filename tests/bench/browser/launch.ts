import { type Browser, chromium } from 'playwright';
import { findChromium } from '@/tests/support/find-chromium';

/** Found as this file is loaded: what imports something later finds that `run.mjs` has closed its loader. */
export const CHROMIUM = await findChromium();

export function launchBrowser(): Promise<Browser> {
  return chromium.launch(CHROMIUM);
}
