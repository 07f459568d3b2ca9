import { vi } from 'vitest';

/** The ways in which text is looked through, one character after another. */
const SCANS = ['search', 'indexOf', 'lastIndexOf', 'trimStart', 'trimEnd', 'replace', 'match'] as const;

/** @returns how many UTF-16 units the texts have together that are looked through meanwhile: work, not time. */
export async function countScanned(work: () => void | Promise<void>): Promise<number> {
  let units = 0;
  const spies = SCANS.map((name) => {
    const scan = String.prototype[name] as (...args: unknown[]) => unknown;
    return vi.spyOn(String.prototype, name).mockImplementation(function (this: string, ...args: unknown[]) {
      units += this.length;
      return scan.apply(this, args);
    } as never);
  });
  try {
    await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return units;
}
