'use client';

import { useWorkspaceState } from '@/lib/client/use-workspace';
import { Start } from '../start/start';
import { Pane } from './pane';

/** The lanes side by side; before the first question, what to do. */
export function Panes() {
  const lanes = useWorkspaceState((state) => state.record?.lanes.map(({ lane }) => lane) ?? []);
  if (lanes.length === 0) return <Start />;
  return (
    <main
      data-slot="panes"
      className="grid min-h-0 snap-x snap-mandatory auto-cols-[92vw] grid-flow-col overflow-x-auto sm:snap-proximity sm:auto-cols-[minmax(340px,1fr)]"
    >
      {lanes.map((lane) => (
        <Pane key={lane} lane={lane} />
      ))}
    </main>
  );
}
