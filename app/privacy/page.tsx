import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Privacy } from '@/components/privacy/privacy';
import { Logo } from '@/components/ui/logo';
import { ThemeButton } from '@/components/ui/theme-button';
import { openedApp } from '@/lib/service/app';
import { readEnvironment } from '@/lib/service/environment';
import { privacyFacts } from '@/lib/service/privacy-facts';

export const metadata: Metadata = { title: 'Privacy', robots: { index: false } };

/** What this server stores, and a button that deletes it. Needs no database. */
export default async function PrivacyPage() {
  // The environment of the process that answers counts, not that of the build.
  await connection();
  return (
    <>
      <header className="flex items-center border-line border-b px-4 py-2 sm:px-[18px]">
        <a href="/" aria-label="Abreast, a new comparison" className="hit mr-auto flex min-h-[24px] rounded">
          <Logo />
        </a>
        <ThemeButton />
      </header>
      <main className="mx-auto max-w-2xl px-4 pt-6 pb-10 sm:px-6">
        <h1 className="font-semibold text-2xl tracking-tight">Privacy</h1>
        <Privacy {...privacyFacts(openedApp()?.environment ?? readEnvironment(process.env))} />
      </main>
    </>
  );
}
