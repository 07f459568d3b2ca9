import NotFound from '@/app/not-found';
import { openApp } from '@/lib/service/app';

/** For a comparison that this server does not know: where nothing is kept, no comparison has an address that lasts. */
export default async function ComparisonNotFound() {
  const { environment } = await openApp();
  if (environment.database !== null) return <NotFound />;
  return (
    <main className="grid min-h-dvh place-items-center px-6">
      <div className="max-w-md">
        <h1 className="font-semibold text-xl tracking-tight">This server keeps nothing.</h1>
        <p className="mt-2 text-ink-2">
          It has no database, so a comparison exists only on the page that asked it, and nothing can be opened again.
        </p>
        <a href="/" className="hit mt-5 inline-flex min-h-[24px] items-center underline underline-offset-2">
          Start a new comparison
        </a>
      </div>
    </main>
  );
}
