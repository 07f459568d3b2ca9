import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { NO_OWN_SETTINGS } from './app';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Executes `npm run takedown` with these settings, as the owner of a server does on its machine. */
export async function takeDown(args: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, ['serve.mjs', 'takedown', ...args], {
    cwd: root,
    env: { ...process.env, ...NO_OWN_SETTINGS, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const status = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await status, stdout, stderr };
}
