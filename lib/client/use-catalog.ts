'use client';

import { useEffect } from 'react';
import { useStore } from 'zustand';
import { getModels } from './api';
import { type CatalogState, createCatalogStore } from './catalog-store';

/** The page's one list of models. */
export const pageCatalog = createCatalogStore(getModels);

/** The catalog, asked for in the background once the page is there, so that the picker opens with it. */
export function useCatalog(): CatalogState {
  useEffect(() => void pageCatalog.load(), []);
  return useStore(pageCatalog.store);
}
