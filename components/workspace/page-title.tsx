'use client';

import { useEffect } from 'react';
import { useWorkspaceState } from '@/lib/client/use-workspace';

/** The page's title is the first prompt, also where the comparison began without a navigation. */
export function PageTitle() {
  const prompt = useWorkspaceState((state) => state.record?.turns[0]?.prompt);
  useEffect(() => {
    if (prompt !== undefined) document.title = `${prompt.slice(0, 80)} · Abreast`;
  }, [prompt]);
  return null;
}
