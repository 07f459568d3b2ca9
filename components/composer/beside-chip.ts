const CHIP = '[data-slot="draft-chip"], [data-slot="retired-chip"]';

/** What has the focus once the chip is gone: the next chip, else the one before, else what adds a model. */
export function besideChip(chip: HTMLElement | null): HTMLElement | null {
  const next = chip?.nextElementSibling;
  const before = chip?.previousElementSibling;
  const isChip = (element: Element | null | undefined) => element?.matches(CHIP);
  if (isChip(next)) return next?.querySelector('button') ?? null;
  return isChip(before) ? (before?.querySelector('button') ?? null) : (next as HTMLElement | null);
}
