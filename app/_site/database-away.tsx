import type { Metadata } from 'next';
import { isDatabaseAway } from '@/lib/persistence/database-away';

/** Stands in for data that a page cannot read because the database cannot be used. */
export const AWAY = 'database-away';

export const awayMetadata: Metadata = { title: 'Database away', robots: { index: false } };

/** @returns the result of `read`, or {@link AWAY} while the database cannot be used. */
export async function unlessAway<Found>(read: () => Promise<Found>): Promise<Found | typeof AWAY> {
  try {
    return await read();
  } catch (error) {
    if (isDatabaseAway(error)) return AWAY;
    throw error;
  }
}

/** Works with and without script. */
export function DatabaseAwayPage() {
  return (
    <main className="grid min-h-dvh place-items-center px-6">
      <div className="max-w-md">
        <h1 className="font-semibold text-xl tracking-tight">The server’s database cannot be reached.</h1>
        <p className="mt-2 text-ink-2">
          What you came for is kept there, and nothing of it is lost. The server tries again with each visit: reload
          this page in a little while.
        </p>
        <a href="?" className="hit mt-5 inline-flex min-h-[24px] items-center underline underline-offset-2">
          Reload
        </a>
        <a href="/check" className="ml-5 underline underline-offset-2">
          Check this server
        </a>
      </div>
    </main>
  );
}
