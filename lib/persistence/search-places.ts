import { createHash } from 'node:crypto';

/**
 * The place of a fragment, a number of 63 bits: 20 of its visitor, 28 of the time at which its comparison was created (its
 * slot, the newest has the smallest number), and 15 that tell the fragments of a slot apart. So the index has what belongs to
 * a visitor side by side, the newest first, and a search reads a part of it: SQLite reads its index quicker forwards.
 * Different visitors may share their 20 bits, and comparisons a slot: a place never says alone whose a fragment is.
 */
const FRAGMENT_BITS = 15n;
const SLOT_BITS = 28n;
const VISITOR_BITS = 20n;

/** The length of a slot, ms. */
const SLOT_MS = 4000;
/** 2020-01-01; there are slots until 2054. */
const FIRST_MS = Date.UTC(2020, 0, 1);
export const LAST_SLOT = 2 ** Number(SLOT_BITS) - 1;

/** SQL for the slot in a place. @param place the column. */
export const slotIn = (place: string): string => `((${place} >> ${FRAGMENT_BITS}) & ${LAST_SLOT})`;

/** @param createdAt ms since 1970. */
export function slotOf(createdAt: number): number {
  return LAST_SLOT - Math.min(LAST_SLOT, Math.max(0, Math.floor((createdAt - FIRST_MS) / SLOT_MS)));
}

/** The times of a slot, ms since 1970: from the first until before the second. */
export function timesOf(slot: number): { from: number; until: number } {
  const from = FIRST_MS + (LAST_SLOT - slot) * SLOT_MS;
  return { from: slot === LAST_SLOT ? 0 : from, until: slot === 0 ? Number.MAX_SAFE_INTEGER : from + SLOT_MS };
}

/** @returns the first place of a slot, in digits: a `number` does not hold it. The last place comes before that of the next slot. */
export function firstPlace(visitor: string, slot: number): string {
  const digest = createHash('sha256').update(visitor).digest();
  const owner = BigInt(digest.readUInt32BE(0)) >> (32n - VISITOR_BITS);
  return String((((owner << SLOT_BITS) + BigInt(slot)) << FRAGMENT_BITS) as bigint);
}
