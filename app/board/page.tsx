import type { Metadata } from 'next';
import { ClosedPage, isClosed } from '@/app/_site/closed-page';
import { AWAY, DatabaseAwayPage, unlessAway } from '@/app/_site/database-away';
import { pageSession } from '@/app/_site/session';
import { Board } from '@/components/board/board';
import { Logo } from '@/components/ui/logo';
import { ThemeButton } from '@/components/ui/theme-button';
import { type BoardQuery, readPageQuery } from '@/lib/protocol/board';
import { openApp } from '@/lib/service/app';
import { readBoard } from '@/lib/service/read-board';

export const metadata: Metadata = { title: 'Board', robots: { index: false } };

/** What this visitor's ballots, or the votes in their polls, say about models. Works without script. */
export default async function BoardPage({ searchParams }: PageProps<'/board'>) {
  if (await isClosed('/board')) return <ClosedPage />;
  const query = queryOf(await searchParams);
  const board = await unlessAway(async () => {
    const app = await openApp();
    return app.database.during(readBoard(app, await pageSession(), query));
  });
  if (board === AWAY) return <DatabaseAwayPage />;
  return (
    <>
      <header className="flex items-center gap-3 border-line border-b px-4 py-2 sm:px-[18px]">
        <a href="/" aria-label="Abreast, a new comparison" className="flex rounded">
          <Logo />
        </a>
        <span className="mr-auto border-line border-l pl-3 text-[15px] text-ink-2">Board</span>
        <ThemeButton />
        <a
          href="/"
          className="inline-flex min-h-8 flex-none items-center rounded-lg border border-ink bg-ink px-3 text-[13px] text-paper hover:opacity-90"
        >
          <span>New</span>
          <span className="max-[23rem]:hidden">&nbsp;comparison</span>
        </a>
      </header>
      <main className="mx-auto max-w-[980px] px-4 pt-6 pb-12 sm:px-[22px]">
        <Board board={board} query={query} />
      </main>
    </>
  );
}

/** An address may be written by hand: a parameter that is given twice counts for nothing, as does any wrong value. */
function queryOf(search: Record<string, string | string[] | undefined>): BoardQuery {
  const pairs = Object.entries(search).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  return readPageQuery(new URLSearchParams(pairs));
}
