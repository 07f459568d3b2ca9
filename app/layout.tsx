import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { InputMethodKeys } from '@/components/ui/input-method-keys';
import { readWidths, WIDTHS_COOKIE, widthVariables } from '@/lib/client/lane-widths';
import { siteOrigin } from './_site/site-url';
import './globals.css';

/** The origin of the addresses of cards, of the first page and of links, too. */
export async function generateMetadata(): Promise<Metadata> {
  return {
    metadataBase: new URL(await siteOrigin()),
    title: { default: 'Abreast', template: '%s · Abreast' },
    description:
      'Ask several language models the same prompt at the same instant, and compare their answers side by side.',
    // A browser that turns numbers and dates into links would change the page before React hydrates it.
    formatDetection: { telephone: false, date: false, address: false, email: false, url: false },
  };
}

const PAPER = { light: '#fbfaf7', dark: '#141412' } as const;

export async function generateViewport(): Promise<Viewport> {
  const { theme } = await chosenLook();
  return {
    width: 'device-width',
    initialScale: 1,
    themeColor: theme
      ? PAPER[theme]
      : [
          { media: '(prefers-color-scheme: light)', color: PAPER.light },
          { media: '(prefers-color-scheme: dark)', color: PAPER.dark },
        ],
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { theme, track, wrap, layout, widths } = await chosenLook();
  return (
    <html
      lang="en"
      data-theme={theme}
      data-track={track}
      data-wrap={wrap}
      data-layout={layout}
      style={widthVariables(widths)}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      // A script may change these before React hydrates the page.
      suppressHydrationWarning
    >
      <body>
        <InputMethodKeys />
        {children}
      </body>
    </html>
  );
}

/** The visitor's choices (lib/client/use-preference.ts); undefined for an absent or unknown value. */
async function chosenLook() {
  const jar = await cookies();
  const theme = jar.get('theme')?.value;
  const track = jar.get('track')?.value;
  const wrap = jar.get('wrap')?.value;
  const layout = jar.get('layout')?.value;
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
    track: track === 'folded' || track === 'open' ? track : undefined,
    wrap: wrap === 'on' ? wrap : undefined,
    widths: readWidths(jar.get(WIDTHS_COOKIE)?.value ?? ''),
    layout: layout === 'grid' || layout === 'focus' ? layout : undefined,
  } as const;
}
