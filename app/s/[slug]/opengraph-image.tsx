import { CARD_SIZE } from '@/components/card/card-sizes';
import { DrawnCards, drawCard } from '@/components/card/draw-card';
import { isRunning } from '@/lib/comparison/answer';
import { cardOf } from '@/lib/comparison/card';
import { hidesNames } from '@/lib/comparison/hides-names';
import { selectAnswer } from '@/lib/comparison/state';
import { isDatabaseAway } from '@/lib/persistence/database-away';
import { openApp } from '@/lib/service/app';
import { type LoadedShare, loadShare } from '@/lib/service/load-share';
import { databaseAway, Refusal } from '@/lib/service/refusal';
import { readCardFonts } from './read-card-fonts';

export const alt = 'When each model waited, thought and wrote.';
export const size = CARD_SIZE;
export const contentType = 'image/png';

/** Not longer, since a link can be revoked. */
const CACHED = 'public, max-age=300';

const cards = new DrawnCards();

/** The picture that chats and social sites show beside the link. */
export default async function SocialCard({ params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  try {
    const { slug } = await params;
    const loaded = await loadShare(await openApp(), slug);
    const fonts = await readCardFonts();
    // Nobody's: whoever knows the names gets the same picture as the others.
    const name = `${slug} ${hidesNames(loaded.record) ? 'blind' : 'named'}`;
    const png = await cards.get(isOver(loaded) ? name : null, () =>
      drawCard(cardOf(loaded, fonts.characters, fonts.allCharacters), fonts),
    );
    return new Response(png, { headers: { 'Content-Type': contentType, 'Cache-Control': CACHED } });
  } catch (error) {
    if (isDatabaseAway(error)) return refused(databaseAway());
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}

function refused({ problem: { status, detail }, retryAfter }: Refusal): Response {
  const headers = new Headers({ 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  if (retryAfter !== null) headers.set('Retry-After', String(retryAfter));
  return new Response(detail, { status, headers });
}

/** Whether every lane has ended in the turn on the card. */
function isOver({ record, state }: LoadedShare): boolean {
  const [turn] = record.turns;
  const lanes = turn?.runs.flatMap((run) => run.lanes) ?? [];
  return lanes.every(({ lane }) => {
    const answer = turn && selectAnswer(state, turn, lane);
    return answer !== undefined && !isRunning(answer);
  });
}
