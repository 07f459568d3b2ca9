import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CardFonts, cardFonts } from '@/components/card/card-fonts';
import { readScriptFonts } from '@/components/card/lettering/script-fonts';

/** `next/og` cannot read woff2, which pages use. Next bundles files whose paths are written like this. */
const REGULAR = join(process.cwd(), 'node_modules/geist/dist/fonts/geist-sans/Geist-Regular.ttf');
const SEMI_BOLD = join(process.cwd(), 'node_modules/geist/dist/fonts/geist-sans/Geist-SemiBold.ttf');

let reading: Promise<CardFonts> | undefined;

/** The fonts of the cards, read once. After a failure the next call tries again. */
export function readCardFonts(): Promise<CardFonts> {
  reading ??= Promise.all([readFont(REGULAR), readFont(SEMI_BOLD), readScriptFonts()]).then(
    ([regular, semiBold, scripts]) => cardFonts({ regular, semiBold, scripts }),
    (error) => {
      reading = undefined;
      throw error;
    },
  );
  return reading;
}

async function readFont(path: string): Promise<ArrayBuffer> {
  // A copy: Node's small buffers share one ArrayBuffer.
  return Uint8Array.from(await readFile(path)).buffer;
}
