import { ImageResponse } from 'next/og';
import type { Card } from '@/lib/comparison/card';
import type { CardFonts } from './card-fonts';
import { CardPicture } from './card-picture';
import { CARD_SIZE, letterBox } from './card-sizes';
import { letter } from './lettering/letter';

/** @returns the card as PNG, whole: a response that streams would break where drawing fails. */
export async function drawCard(
  card: Card,
  { regular, semiBold, characters, letters }: CardFonts,
): Promise<ArrayBuffer> {
  const isPlain = [...card.headline].every((sign) => characters.has(sign.codePointAt(0) ?? 0));
  const lettering = isPlain ? null : await letter(card.headline, letterBox(card.lanes.length), letters);
  const picture = new ImageResponse(<CardPicture {...card} lettering={lettering} />, {
    ...CARD_SIZE,
    fonts: [
      { name: 'Geist', data: regular, weight: 400 },
      { name: 'Geist', data: semiBold, weight: 600 },
    ],
  });
  return picture.arrayBuffer();
}
