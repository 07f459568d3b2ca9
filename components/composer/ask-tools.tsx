'use client';

import { usePaneState } from '@/lib/client/use-panes';
import { SettingsButton } from './settings-button';
import { SystemButton } from './system-button';

/** How the question is asked. A follow-up keeps each lane's settings. */
export function AskTools() {
  const fresh = usePaneState((state) => state.record === null);
  return (
    <div
      data-slot="ask-tools"
      className="-ml-2 mr-auto flex flex-none sm:-ml-2.5 max-sm:group-data-running/composer:hidden slim:max-sm:hidden"
    >
      <SystemButton />
      {fresh && <SettingsButton />}
    </div>
  );
}
