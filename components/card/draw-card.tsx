import { ImageResponse } from 'next/og';
import type { Card } from '@/lib/comparison/card';
import type { CardFonts } from './card-fonts';
import { CardPicture } from './card-picture';
import { CARD_SIZE, letterBox } from './card-sizes';
import { letter } from './lettering/letter';

/** @returns the whole card as PNG: a response that streams would break if drawing fails. */
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

/** How many cards are cached, of about 40 KB each. */
const MOST_KEPT = 50;

/**
 * Draws cards one after another, since each blocks the process for a tenth of a second, and anybody with a link can request
 * its card again and again. Cards that no longer change are cached.
 */
export class DrawnCards {
  #kept = new Map<string, Promise<ArrayBuffer>>();
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param name under which the card is cached; null if it still changes.
   * @returns the PNG that `draw` returns, or the cached one.
   */
  get(name: string | null, draw: () => Promise<ArrayBuffer>): Promise<ArrayBuffer> {
    const known = name === null ? undefined : this.#kept.get(name);
    const card = known ?? this.#inTurn(draw);
    if (name !== null) this.#keep(name, card);
    return card;
  }

  #inTurn(draw: () => Promise<ArrayBuffer>): Promise<ArrayBuffer> {
    const drawn = this.#last.then(draw);
    this.#last = drawn.catch(() => {});
    return drawn;
  }

  /** The least recently requested card is dropped. */
  #keep(name: string, card: Promise<ArrayBuffer>): void {
    this.#kept.delete(name);
    this.#kept.set(name, card);
    card.catch(() => {
      if (this.#kept.get(name) === card) this.#kept.delete(name);
    });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}
