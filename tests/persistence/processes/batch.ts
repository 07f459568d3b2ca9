/** Entries of each batch that a worker writes: several, so that a torn one would show. */
export const BATCH = 3;
