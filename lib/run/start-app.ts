import { abreast, openAbreast } from './abreast';
import { leave } from './leave';
import { leaveOnSignals } from './leave-on-signals';

/**
 * Makes this process's one app before anybody asks, so that runs which a killed process left behind are ended.
 * Settings that are wrong, or a database that cannot be used, end the process with a sentence: Next alone would go on
 * and answer every request with a bare 500.
 */
export async function startApp(): Promise<void> {
  leaveOnSignals(async () => {
    const app = openAbreast();
    if (app) await leave(app);
  });
  try {
    await abreast();
  } catch (error) {
    // biome-ignore lint/suspicious/noConsole: whoever starts the server reads it here.
    console.error(`Abreast cannot start. ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
