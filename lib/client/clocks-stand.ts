import type { View } from './view';

/** @returns whether its clocks stand still, as those of a paused replay do: nothing moves until it is changed. */
export function clocksStand({ replay }: View): boolean {
  return replay?.getState().phase === 'paused';
}
