'use client';

import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { KeyState, KeyStore } from './key-store';

export const KeyContext = createContext<KeyStore | null>(null);

/** The actions. @throws outside a workspace. */
export function useKey(): KeyStore {
  const key = use(KeyContext);
  if (!key) throw new Error('useKey stands outside a workspace');
  return key;
}

/** A part of the state, compared shallowly: the component is rendered again when it has changed. */
export function useKeyState<Part>(select: (state: KeyState) => Part): Part {
  return useStore(useKey().store, useShallow(select));
}
