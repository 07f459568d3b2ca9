'use client';

import { usePaneState } from '@/lib/client/use-panes';
import { SharePanel } from './share-panel';

/** Shares the comparison, once there is one. */
export function ShareButton() {
  const comparison = usePaneState((state) => state.record?.id);
  return comparison === undefined ? null : <SharePanel key={comparison} comparison={comparison} />;
}
