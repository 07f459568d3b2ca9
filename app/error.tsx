'use client';

/** Replaces a page that has failed as a whole. */
export default function PageError() {
  return (
    <main className="grid min-h-dvh place-items-center px-6">
      <div className="max-w-md">
        <h1 className="font-semibold text-xl tracking-tight">This page has failed.</h1>
        <p className="mt-2 text-ink-2">
          What was asked goes on and is kept. An extension or a translation may have changed the page; reloading it
          helps.
        </p>
        <button type="button" onClick={() => location.reload()} className="mt-5 underline underline-offset-2">
          Reload the page
        </button>
      </div>
    </main>
  );
}
