import { isDatabaseAway } from '@/lib/persistence/database-away';
import { readJson } from '@/lib/protocol/json';
import { openApp, openedApp, openIdle } from './app';
import { runCommand } from './commands/commands';
import { leave, leaveOnSignals } from './leave';

/**
 * Opens the app before the first request, so that the runs of a killed process are ended. A wrong environment, or a
 * database that cannot be used, ends the process with a sentence. On Vercel, where every cold start comes here, nobody waits
 * for the database who does not need it, and the process goes on without: requests are refused, and each tries again.
 *
 * `ABREAST_COMMAND`, set by `serve.mjs`, makes this process execute a command and end.
 */
export async function startApp(): Promise<void> {
  const command = process.env.ABREAST_COMMAND;
  if (command) return execute(command);
  leaveOnSignals(async () => {
    const app = openedApp();
    if (app) await leave(app);
  });
  const opening = openApp().catch((error) => {
    // biome-ignore lint/suspicious/noConsole: the server's operator reads it.
    console.error(`Abreast cannot start. ${sentenceOf(error)}`);
    if (!isDatabaseAway(error) || !process.env.VERCEL) process.exit(1);
  });
  if (!process.env.VERCEL) await opening;
}

/** @param call JSON: the command's name and what follows it. */
async function execute(call: string): Promise<never> {
  try {
    const app = await openIdle();
    const text = await runCommand(app, readJson(call) as string[]).finally(() => app.persistence.close());
    await write(process.stdout, text);
  } catch (error) {
    await write(process.stderr, sentenceOf(error));
    process.exit(1);
  }
  process.exit(0);
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Resolves when the text is written: `process.exit` would drop the rest. */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => stream.write(`${text}\n`, () => resolve()));
}
