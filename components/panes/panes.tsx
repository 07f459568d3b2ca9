'use client';

import { lanesOf } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { Start } from '../start/start';
import { LateLanes } from './late-lanes';

/** The lanes; before the first question the start page. */
export function Panes() {
  const lanes = usePaneState((state) => lanesOf(state).map(({ lane }) => lane));
  return lanes.length === 0 ? <Start /> : <LateLanes lanes={lanes} />;
}
