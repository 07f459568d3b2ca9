import type { Metadata } from 'next';
import { isDatabaseAway } from '@/lib/persistence/database-away';

/** What stands in the place of something that a page has to read from the database, which cannot be used now. */
export const AWAY = 'database-away';

export const awayMetadata: Metadata = { title: 'Database away', robots: { index: false } };

/** @returns what was asked for, or {@link AWAY} while the database cannot be used. */
export async function unlessAway<Found>(asked: () => Promise<Found>): Promise<Found | typeof AWAY> {
  try {
    return await asked();
  } catch (error) {
    if (isDatabaseAway(error)) return AWAY;
    throw error;
  }
}

/** Says so to whoever opened the page, with or without script. */
export function DatabaseAwayPage() {
  return (
    <main className="grid min-h-dvh place-items-center px-6">
      <div className="max-w-md">
        <h1 className="font-semibold text-xl tracking-tight">The server’s database cannot be reached.</h1>
        <p className="mt-2 text-ink-2">
          What you came for is kept there, and nothing of it is lost. The server tries again with each visit: reload
          this page in a little while.
        </p>
        <a href="?" className="mt-5 inline-block underline underline-offset-2">
          Reload
        </a>
      </div>
    </main>
  );
}
