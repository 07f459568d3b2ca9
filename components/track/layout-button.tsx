'use client';

import { lanesOf } from '@/lib/client/pane-state';
import { usePaneSource, usePaneState } from '@/lib/client/use-panes';
import { usePreference } from '@/lib/client/use-preference';
import { useReadOnly } from '@/lib/client/use-workspace';

const NAMES: Readonly<Record<string, string>> = { '': 'columns', grid: 'grid', focus: 'one large' };

const NEXT: Readonly<Record<string, string>> = { '': 'grid', grid: 'focus', focus: '' };

const SHAPES: Readonly<Record<string, string>> = {
  '': 'M1.5 1.5h9v9h-9zM4.5 1.5v9M7.5 1.5v9',
  grid: 'M1.5 1.5h9v9h-9zM6 1.5v9M1.5 6h9',
  focus: 'M1.5 1.5h9v9h-9zM8 1.5v9M8 4.5h2.5M8 7.5h2.5',
};

/** Changes how the lanes stand: in columns, in a grid, or one large with the others beside it. A phone has one at a time. */
export function LayoutButton() {
  const [layout, choose] = usePreference('layout');
  const several = usePaneState((state) => lanesOf(state).length > 1);
  const readOnly = useReadOnly();
  const { store } = usePaneSource();
  if (readOnly || !several) return null;
  return (
    <button
      type="button"
      data-slot="layout-button"
      aria-label={`Layout: ${NAMES[layout] ?? NAMES['']}`}
      title={`Layout: ${NAMES[layout] ?? NAMES['']}. Change to ${NAMES[NEXT[layout] ?? '']}`}
      onClick={() => {
        store.setState({ maximised: null });
        choose(NEXT[layout] ?? '');
      }}
      className="absolute top-0 right-8 z-1 grid size-7 pointer-coarse:after:top-0 pointer-coarse:after:translate-y-0 place-items-center rounded-md text-ink-2 hover:bg-sunk hover:text-ink max-sm:hidden"
    >
      <svg aria-hidden="true" viewBox="0 0 12 12" className="size-3 fill-none stroke-current">
        <path d={SHAPES[layout] ?? SHAPES['']} />
      </svg>
    </button>
  );
}
