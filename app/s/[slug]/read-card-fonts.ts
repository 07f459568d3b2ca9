import { readCardFont } from '@/app/_site/read-card-font';
import { type CardFonts, cardFonts } from '@/components/card/card-fonts';
import { readScriptFonts } from '@/components/card/lettering/script-fonts';

let reading: Promise<CardFonts> | undefined;

/** The fonts of the cards, read once. After a failure the next call tries again. */
export function readCardFonts(): Promise<CardFonts> {
  reading ??= Promise.all([readCardFont(), readScriptFonts()]).then(
    ([font, scripts]) => cardFonts({ ...font, scripts }),
    (error) => {
      reading = undefined;
      throw error;
    },
  );
  return reading;
}
