import type { Lane } from '@/lib/protocol/lane';
import type { EndedAnswer } from './answer';
import type { Figures } from './figures';

/** The lanes with the best of each figure, several when they tie. */
export interface Bests {
  firstToken: readonly Lane[];
  tokensPerSecond: readonly Lane[];
  cost: readonly Lane[];
}

/**
 * Who was first, fastest and cheapest, among the lanes that have ended with some text. Nobody is while fewer than two
 * have, nor where all are the same. A lane that was cut short cannot be the cheapest.
 */
export function bestsOf(ended: readonly { answer: EndedAnswer; figures: Figures }[]): Bests {
  const withText = ended.filter(({ answer }) => answer.text !== '');
  const whole = withText.filter(({ answer }) => answer.phase === 'done');
  return {
    firstToken: leastOf(withText.map(({ answer, figures }) => [answer.lane, figures.firstToken])),
    tokensPerSecond: leastOf(
      withText.map(({ answer, figures }) => [answer.lane, figures.tokensPerSecond && -figures.tokensPerSecond]),
    ),
    cost: leastOf(whole.map(({ answer, figures }) => [answer.lane, figures.cost?.usd ?? null])),
  };
}

function leastOf(values: readonly (readonly [Lane, number | null])[]): Lane[] {
  const known = values.filter((pair): pair is readonly [Lane, number] => pair[1] !== null);
  const least = Math.min(...known.map(([, value]) => value));
  const best = known.filter(([, value]) => value === least).map(([lane]) => lane);
  return best.length < known.length ? best : [];
}
