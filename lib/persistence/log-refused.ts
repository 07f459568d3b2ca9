/** Entries that cannot belong to their run's log. Nothing of that write was kept, of other runs neither. */
export class LogRefused extends Error {
  override readonly name = 'LogRefused';

  constructor(
    /** Whose entries were refused; the others may be appended again. */
    readonly runs: readonly string[],
    why: string,
  ) {
    super(`Entries were refused: ${why}.`);
  }
}

/** Goes by the name: each of Next's bundles has a class of its own. */
export function isLogRefused(error: unknown): error is LogRefused {
  return error instanceof Error && error.name === 'LogRefused';
}
