'use client';

import { settingsFor } from '@/lib/client/draft';
import { latePart } from '@/lib/client/late-part';
import { settingsWords } from '@/lib/client/settings-words';
import { useDraft } from '@/lib/client/use-workspace';
import { Button } from '../ui/button';
import { LatePanel } from '../ui/late-panel';
import { SetMark } from '../ui/set-mark';

const settingsPopover = latePart(async () => (await import('./settings-popover')).SettingsPopover);

/** Opens the settings of the next question, and shows when some are set. */
export function SettingsButton() {
  const set = useDraft(
    (draft) => draft.ceiling !== '' || draft.lanes.some((lane) => settingsWords(settingsFor(draft, lane)) !== ''),
  );
  return (
    <LatePanel
      part={settingsPopover}
      trigger={
        <Button look="quiet" className="max-sm:px-2 slim:hidden idle:hidden">
          <span>Settings</span>
          {set && <SetMark />}
        </Button>
      }
    >
      {(SettingsPopover, trigger) => <SettingsPopover trigger={trigger} />}
    </LatePanel>
  );
}
