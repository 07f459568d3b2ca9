'use client';

import { useDraft } from '@/lib/client/use-draft';
import { useWorkspace, useWorkspaceState } from '@/lib/client/use-workspace';
import { Button } from '../ui/button';
import { SetMark } from '../ui/set-mark';

/** Opens and closes the system prompt, and shows when there is one. */
export function SystemButton() {
  const { store } = useWorkspace();
  const open = useWorkspaceState((state) => state.systemOpen);
  const set = useDraft(({ system }) => system.trim() !== '');
  return (
    <Button
      id="system-button"
      look="quiet"
      className="max-sm:px-2"
      aria-expanded={open}
      aria-controls={open ? 'system-box' : undefined}
      onClick={() => store.setState({ systemOpen: !open })}
    >
      <span>System prompt</span>
      {set && <SetMark />}
    </Button>
  );
}
