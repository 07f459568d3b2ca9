'use client';

import { useEffect, useState } from 'react';
import { getModels, RequestFailed } from '@/lib/client/api';
import type { Catalog } from '@/lib/protocol/model';

export type CatalogState =
  | { kind: 'loading' }
  | { kind: 'ready'; catalog: Catalog }
  | { kind: 'failed'; why: string; again: () => void };

/** The catalog, asked for in the background once the page is there, so that the picker opens with it. */
export function useCatalog(): CatalogState {
  const [state, setState] = useState<CatalogState>({ kind: 'loading' });
  const [round, setRound] = useState(0);
  const ready = state.kind === 'ready';
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks once more.
  useEffect(() => {
    if (ready) return;
    let here = true;
    const again = () => {
      setState({ kind: 'loading' });
      setRound((rounds) => rounds + 1);
    };
    getModels().then(
      (catalog) => here && setState({ kind: 'ready', catalog }),
      (error) =>
        here &&
        setState({
          kind: 'failed',
          again,
          why: error instanceof RequestFailed ? error.message : 'The list is broken.',
        }),
    );
    return () => {
      here = false;
    };
  }, [ready, round]);
  return state;
}
