import type { Asked } from './asked';

/** Which turn it is, what came before, and whether there is a system prompt, in one or two sentences. */
export function describeTalk({ turn, earlier, system, pick }: Asked): string {
  const place =
    earlier === null
      ? pick([
          'This is turn 1, so there is nothing to look back on yet.',
          'We are in turn 1, with a clean slate.',
          'It is turn 1, and anything may follow.',
        ])
      : pick([
          `This is turn ${turn}; before it you asked ${earlier}.`,
          `We are in turn ${turn}, and ${earlier} came before it.`,
          `Turn ${turn} it is, after ${earlier}.`,
        ]);
  if (system === null) return place;
  return `${place} ${pick([
    `Your system prompt, ${system}, was read along with it.`,
    `The system prompt ${system} came with it.`,
  ])}`;
}
