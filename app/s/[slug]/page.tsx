import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { AWAY, awayMetadata, DatabaseAwayPage, unlessAway } from '@/app/_site/database-away';
import { longAnswer } from '@/app/_site/long-answer';
import { pageSession } from '@/app/_site/session';
import { siteOrigin } from '@/app/_site/site-url';
import { LateShare } from '@/components/share-page/late-share';
import { shareDescription, shareTitle } from '@/components/share-page/share-description';
import { withBeginnings } from '@/lib/comparison/beginning';
import { openApp } from '@/lib/service/app';
import { loadShare } from '@/lib/service/load-share';
import { unlessRefused } from '@/lib/service/refusal';

/** @returns null for an unknown or revoked link. */
const find = cache((slug: string) =>
  unlessAway(async () => {
    const app = await openApp();
    const session = await pageSession();
    return app.database.during(unlessRefused(loadShare(app, slug, session)));
  }),
);

export async function generateMetadata({ params }: PageProps<'/s/[slug]'>): Promise<Metadata> {
  const { slug } = await params;
  const loaded = await find(slug);
  if (loaded === AWAY) return awayMetadata;
  if (!loaded) return { title: 'Not found', robots: { index: false } };
  const { record, state, indexed } = loaded;
  const url = `${await siteOrigin()}/s/${slug}`;
  const title = shareTitle(record);
  const description = shareDescription(record, state);
  return {
    title,
    description,
    alternates: { canonical: url },
    robots: indexed ? undefined : { index: false },
    openGraph: { type: 'article', siteName: 'Abreast', url, title, description },
    twitter: { card: 'summary_large_image', title, description },
  };
}

/** A shared comparison: to be read, replayed, exported and asked again. */
export default async function SharedPage({ params, searchParams }: PageProps<'/s/[slug]'>) {
  const { slug } = await params;
  const loaded = await find(slug);
  if (loaded === AWAY) return <DatabaseAwayPage />;
  if (!loaded) notFound();
  const { record, state, elapsed } = loaded;
  const stretch = longAnswer(loaded, await searchParams);
  if (stretch) return stretch;
  return (
    <LateShare
      slug={slug}
      url={`${await siteOrigin()}/s/${slug}`}
      record={record}
      state={withBeginnings(state)}
      elapsed={elapsed}
    />
  );
}
