import type { Metadata } from 'next';
import { Check } from '@/components/check/check';
import { Logo } from '@/components/ui/logo';
import { ThemeButton } from '@/components/ui/theme-button';
import { siteOrigin, siteUrl } from '../_site/site-url';

export const metadata: Metadata = { title: 'Check of this server', robots: { index: false } };

/** Whether the deployment works. Needs no database, so that it opens when that is what is wrong. */
export default async function CheckPage() {
  return (
    <>
      <header className="flex items-center border-line border-b px-4 py-2 sm:px-[18px]">
        <a href="/" aria-label="Abreast, a new comparison" className="hit mr-auto flex min-h-[24px] rounded">
          <Logo />
        </a>
        <ThemeButton />
      </header>
      <main className="mx-auto max-w-3xl px-4 pt-6 pb-10 sm:px-6">
        <h1 className="font-semibold text-2xl tracking-tight">Check of this server</h1>
        <Check links={{ origin: await siteOrigin(), isSet: siteUrl() !== null }} />
        <noscript>
          <p className="mt-4">
            This page needs script. Without it, /api/health?deep=1 says what the server knows about itself.
          </p>
        </noscript>
      </main>
    </>
  );
}
