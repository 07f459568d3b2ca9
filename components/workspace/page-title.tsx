'use client';

import { useEffect } from 'react';
import { useWorkspaceState } from '@/lib/client/use-workspace';
import { titleOf } from '@/lib/comparison/title-of';

/** The page's title is the comparison's, else its first prompt, also where it began or was renamed without a navigation. */
export function PageTitle() {
  const title = useWorkspaceState(({ record }) => record && titleOf(record));
  useEffect(() => {
    if (title !== null) document.title = `${title} · Abreast`;
  }, [title]);
  return null;
}
