'use client';

import { useWorkspaceState } from '@/lib/client/use-workspace';
import { SharePanel } from './share-panel';

/** Shares the comparison, once there is one. */
export function ShareButton() {
  const comparison = useWorkspaceState((state) => state.record?.id);
  return comparison === undefined ? null : <SharePanel key={comparison} comparison={comparison} />;
}
