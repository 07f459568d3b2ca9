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
