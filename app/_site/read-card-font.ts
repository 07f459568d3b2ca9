import 'server-only';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** `next/og` cannot read woff2, which pages use. Next bundles files whose paths are written like this. */
const REGULAR = join(process.cwd(), 'node_modules/geist/dist/fonts/geist-sans/Geist-Regular.ttf');
const SEMI_BOLD = join(process.cwd(), 'node_modules/geist/dist/fonts/geist-sans/Geist-SemiBold.ttf');

/** The two weights in which cards are written. */
export async function readCardFont(): Promise<{ regular: ArrayBuffer; semiBold: ArrayBuffer }> {
  const [regular, semiBold] = await Promise.all([readFile(REGULAR), readFile(SEMI_BOLD)]);
  return { regular: copyOf(regular), semiBold: copyOf(semiBold) };
}

/** Node's small buffers share one ArrayBuffer. */
function copyOf(file: Buffer): ArrayBuffer {
  return Uint8Array.from(file).buffer;
}
