import { Refusal } from './refusal';

/** @returns what was asked for, null where it is refused: for a page, which says only that there is nothing. */
export async function unlessRefused<Found>(asked: Promise<Found>): Promise<Found | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
