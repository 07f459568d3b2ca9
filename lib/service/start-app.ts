import type { EventEmitter } from 'node:events';
import { readJson } from '@/lib/protocol/json';
import { openApp, openedApp, openIdle } from './app';
import { runCommand } from './commands/commands';
import { readEnvironment } from './environment';
import { leave, leaveOnSignals } from './leave';

/**
 * Opens the app before the first request, so that the runs of a killed process are ended. A wrong environment, or a
 * database that cannot be used, ends the process with a sentence. On Vercel only the environment is checked: a process is
 * frozen there while no request is open, so the database is opened within the first request that needs it.
 *
 * `ABREAST_COMMAND`, set by `serve.mjs`, makes this process execute a command and end.
 */
export async function startApp(): Promise<void> {
  const command = process.env.ABREAST_COMMAND;
  if (command) return execute(command);
  goOnUnread([process.stdout, process.stderr]);
  leaveOnSignals(async () => {
    const app = openedApp();
    if (app) await leave(app);
  });
  try {
    if (process.env.VERCEL) readEnvironment(process.env);
    else await openApp();
  } catch (error) {
    // biome-ignore lint/suspicious/noConsole: the server's operator reads it.
    console.error(`Abreast cannot start. ${sentenceOf(error)}`);
    process.exit(1);
  }
}

/**
 * Lets the server go on when nobody reads its outputs any more, as after `npm start | head`. Without this a failed write is
 * an uncaught exception, whose report cannot be written either, and so on for ever.
 */
export function goOnUnread(outputs: readonly EventEmitter[]): void {
  for (const output of outputs) output.on('error', () => {});
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
