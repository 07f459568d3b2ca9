import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CARD_SIZE } from '@/components/card/card-sizes';
import { drawSiteCard } from '@/components/card/site-card';

export const alt = 'Abreast: one prompt, several models, side by side.';
export const size = CARD_SIZE;
export const contentType = 'image/png';

/** As in `s/[slug]/read-card-fonts.ts`. It is drawn once, when the app is built. */
const REGULAR = join(process.cwd(), 'node_modules/geist/dist/fonts/geist-sans/Geist-Regular.ttf');
const SEMI_BOLD = join(process.cwd(), 'node_modules/geist/dist/fonts/geist-sans/Geist-SemiBold.ttf');

/** The picture that chats and social sites show beside a link to the first page. */
export default async function SiteCard() {
  const [regular, semiBold] = await Promise.all([readFile(REGULAR), readFile(SEMI_BOLD)]);
  return drawSiteCard({ regular: copyOf(regular), semiBold: copyOf(semiBold) });
}

/** Node's small buffers share one ArrayBuffer. */
function copyOf(file: Buffer): ArrayBuffer {
  return Uint8Array.from(file).buffer;
}
