import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Gives all unit tests one temporary folder and removes it after the last: vitest ends its workers without the exit that
 * would let each remove its own. Everybody may enter it, because Postgres runs as another user than root.
 */
export default function setUp(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'abreast-unit-'));
  chmodSync(folder, 0o755);
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
