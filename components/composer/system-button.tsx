'use client';

import { useComposerState, useDraft, useWorkspace } from '@/lib/client/use-workspace';
import { Button } from '../ui/button';
import { SetMark } from '../ui/set-mark';

/** Opens and closes the system prompt, and shows when there is one. */
export function SystemButton() {
  const { composer } = useWorkspace();
  const open = useComposerState((state) => state.systemOpen);
  const set = useDraft(({ system }) => system.trim() !== '');
  return (
    <Button
      id="system-button"
      look="quiet"
      className="max-sm:px-2"
      aria-expanded={open}
      aria-controls={open ? 'system-box' : undefined}
      onClick={() => composer.setState({ systemOpen: !open })}
    >
      <span>System prompt</span>
      {set && <SetMark />}
    </Button>
  );
}
