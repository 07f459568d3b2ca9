import { isDatabaseAway } from '@/lib/persistence/database-away';
import { openApp, openedApp } from './app';
import { leave, leaveOnSignals } from './leave';

/**
 * Makes this process's one app before anybody asks, so that runs which a killed process left behind are ended.
 * Settings that are wrong, or a database that cannot be used, end the process with a sentence. Only on Vercel, where
 * every cold start is one, does it go on without its database: requests are told so, and each tries again.
 */
export async function startApp(): Promise<void> {
  leaveOnSignals(async () => {
    const app = openedApp();
    if (app) await leave(app);
  });
  try {
    await openApp();
  } catch (error) {
    // biome-ignore lint/suspicious/noConsole: whoever starts the server reads it here.
    console.error(`Abreast cannot start. ${error instanceof Error ? error.message : String(error)}`);
    if (!isDatabaseAway(error) || !process.env.VERCEL) process.exit(1);
  }
}
