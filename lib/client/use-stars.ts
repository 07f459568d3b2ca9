'use client';

import { useLayoutEffect } from 'react';
import { useStore } from 'zustand';
import { localStore } from './guarded-storage';
import { createStarredModels, isAboutStars } from './starred-models';

/** The stars of this browser. */
export const pageStars = createStarredModels(localStore);

/** @returns the ids of the models with a star, those of other tabs too. */
export function useStars(): readonly string[] {
  useLayoutEffect(() => {
    const onStorage = (event: StorageEvent) => {
      if (isAboutStars(event)) pageStars.read();
    };
    pageStars.read();
    window.addEventListener('storage', onStorage);
    return () => window.removeEventListener('storage', onStorage);
  }, []);
  return useStore(pageStars.store);
}
