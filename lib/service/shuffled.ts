/** @param randomBelow a whole number from 0 to below the given one. @returns every order equally often (Fisher and Yates). */
export function shuffled<Item>(items: readonly Item[], randomBelow: (below: number) => number): Item[] {
  const mixed: Item[] = [];
  for (const item of items) mixed.splice(randomBelow(mixed.length + 1), 0, item);
  return mixed;
}
