import { readCardFont } from '@/app/_site/read-card-font';
import { CARD_SIZE } from '@/components/card/card-sizes';
import { drawSiteCard } from '@/components/card/site-card';

export const alt = 'Abreast: one prompt, several models, side by side.';
export const size = CARD_SIZE;
export const contentType = 'image/png';

/** The picture that chats and social sites show beside a link to the first page; drawn once, when the app is built. */
export default async function SiteCard() {
  return drawSiteCard(await readCardFont());
}
