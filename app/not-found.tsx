/** For an unknown address, and for a deleted comparison. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center px-6">
      <div className="max-w-md">
        <h1 className="font-semibold text-xl tracking-tight">There is nothing here.</h1>
        <p className="mt-2 text-ink-2">The comparison may have been deleted, or the address is incomplete.</p>
        <a href="/" className="hit mt-5 inline-flex min-h-[24px] items-center underline underline-offset-2">
          Start a new comparison
        </a>
      </div>
    </main>
  );
}
