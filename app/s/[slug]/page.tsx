import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { AWAY, awayMetadata, DatabaseAwayPage, unlessAway } from '@/app/_site/database-away';
import { longAnswer } from '@/app/_site/long-answer';
import { siteOrigin } from '@/app/_site/site-url';
import { shareDescription } from '@/components/share-page/share-description';
import { SharedComparison } from '@/components/share-page/shared-comparison';
import { SharedRoot } from '@/components/share-page/shared-root';
import { withBeginnings } from '@/lib/comparison/beginning';
import { titleOf } from '@/lib/comparison/title-of';
import { openApp } from '@/lib/service/app';
import { unlessRefused } from '@/lib/service/refusal';
import { viewShare } from '@/lib/service/view-share';

/** @returns null for a link that never was, or shows nothing any more. */
const find = cache((slug: string) =>
  unlessAway(async () => {
    const app = await openApp();
    return app.database.during(unlessRefused(viewShare(app, slug)));
  }),
);

export async function generateMetadata({ params }: PageProps<'/s/[slug]'>): Promise<Metadata> {
  const { slug } = await params;
  const view = await find(slug);
  if (view === AWAY) return awayMetadata;
  if (!view) return { title: 'Not found', robots: { index: false } };
  const { record, state, indexed } = view;
  const url = `${await siteOrigin()}/s/${slug}`;
  const title = titleOf(record);
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

/** A comparison that somebody has shared: to be read, watched again, taken away and asked again. */
export default async function SharedPage({ params, searchParams }: PageProps<'/s/[slug]'>) {
  const { slug } = await params;
  const view = await find(slug);
  if (view === AWAY) return <DatabaseAwayPage />;
  if (!view) notFound();
  const { record, state, elapsed } = view;
  const stretch = longAnswer(view, await searchParams);
  if (stretch) return stretch;
  return (
    <SharedRoot
      slug={slug}
      url={`${await siteOrigin()}/s/${slug}`}
      record={record}
      state={withBeginnings(state)}
      elapsed={elapsed}
    >
      <SharedComparison />
    </SharedRoot>
  );
}
