'use client';

import { pageCatalog, useCatalog } from '@/lib/client/use-catalog';
import { ModelList } from './model-list';

/** The list once it is loaded; until then, or when it fails, a line about that. */
export function PickerBody() {
  const state = useCatalog();
  switch (state.kind) {
    case 'ready':
      return <ModelList catalog={state.catalog} />;
    case 'loading':
      return <p className="p-4 text-ink-2 text-sm">Reading the list of models…</p>;
    case 'failed':
      return (
        <p className="p-4 text-ink-2 text-sm">
          <span>{`${state.reason} `}</span>
          <button type="button" className="underline underline-offset-2" onClick={() => void pageCatalog.load()}>
            Try again
          </button>
        </p>
      );
    default:
      return state satisfies never;
  }
}
