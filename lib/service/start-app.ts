import { isDatabaseAway } from '@/lib/persistence/database-away';
import { openApp, openedApp } from './app';
import { leave, leaveOnSignals } from './leave';

/**
 * Opens the app before the first request, so that the runs of a killed process are ended. A wrong environment, or a
 * database that cannot be used, ends the process with a sentence. On Vercel, where every cold start comes here, the process
 * goes on without its database: requests are refused, and each tries again.
 */
export async function startApp(): Promise<void> {
  leaveOnSignals(async () => {
    const app = openedApp();
    if (app) await leave(app);
  });
  try {
    await openApp();
  } catch (error) {
    // biome-ignore lint/suspicious/noConsole: the server's operator reads it.
    console.error(`Abreast cannot start. ${error instanceof Error ? error.message : String(error)}`);
    if (!isDatabaseAway(error) || !process.env.VERCEL) process.exit(1);
  }
}
