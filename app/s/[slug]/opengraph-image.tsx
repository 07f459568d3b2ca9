import { CARD_SIZE } from '@/components/card/card-sizes';
import { drawCard } from '@/components/card/draw-card';
import { cardOf } from '@/lib/comparison/card';
import { abreast } from '@/lib/run/abreast';
import { Refusal } from '@/lib/run/refusal';
import { viewShare } from '@/lib/run/view-share';
import { readCardFonts } from './read-card-fonts';

export const alt = 'When each model waited, thought and wrote.';
export const size = CARD_SIZE;
export const contentType = 'image/png';

/** A link can be taken back, so nobody may keep its card for long. */
const CACHED = 'public, max-age=300';

/** What a chat or a social site shows beside the link. */
export default async function SocialCard({ params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  try {
    const view = await viewShare(await abreast(), (await params).slug);
    const fonts = await readCardFonts();
    const png = await drawCard(cardOf(view, fonts.characters), fonts);
    return new Response(png, { headers: { 'Content-Type': contentType, 'Cache-Control': CACHED } });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { status, detail } = error.problem;
    return new Response(detail, {
      status,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
    });
  }
}
