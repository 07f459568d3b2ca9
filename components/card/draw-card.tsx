import { ImageResponse } from 'next/og';
import type { Card } from '@/lib/comparison/card';
import type { CardFonts } from './card-fonts';
import { CardPicture } from './card-picture';
import { CARD_SIZE } from './card-sizes';

/** @returns the card as PNG, whole: a response that streams would break where drawing fails. */
export function drawCard(card: Card, { regular, semiBold }: CardFonts): Promise<ArrayBuffer> {
  const picture = new ImageResponse(<CardPicture {...card} />, {
    ...CARD_SIZE,
    fonts: [
      { name: 'Geist', data: regular, weight: 400 },
      { name: 'Geist', data: semiBold, weight: 600 },
    ],
  });
  return picture.arrayBuffer();
}
