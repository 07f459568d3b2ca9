/** @returns the one element of the list. @throws when there are more or fewer. */
export function only<T>(list: readonly T[]): T {
  const [element] = list;
  if (element === undefined || list.length !== 1) throw new Error(`There are ${list.length}, not one`);
  return element;
}
