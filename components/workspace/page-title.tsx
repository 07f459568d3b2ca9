'use client';

import { useEffect } from 'react';
import { usePaneState } from '@/lib/client/use-panes';
import { titleOf } from '@/lib/comparison/title-of';

/** The page's title is the comparison's, else its first prompt, also where it began or was renamed without a navigation. */
export function PageTitle() {
  const title = usePaneState(({ record }) => record && titleOf(record));
  useEffect(() => {
    if (title !== null) document.title = `${title} · Abreast`;
  }, [title]);
  return null;
}
