'use client';

import { Popover } from '@base-ui/react/popover';
import { draftLetters } from '@/lib/client/composer-state';
import { ceilingOf, settingsFor, shareSettings, tagsProblem, writeSettings } from '@/lib/client/draft';
import { settingsWords } from '@/lib/client/settings-words';
import { usePaneState } from '@/lib/client/use-panes';
import { useDraft, useEditDraft } from '@/lib/client/use-workspace';
import { LaneBadge } from '../lane/lane-badge';
import { SettingsFields } from '../lane-menu/settings-fields';
import { Field } from '../ui/field';
import type { Trigger } from '../ui/late-panel';
import { PopoverPanel } from '../ui/popover-panel';
import { SwitchRow } from '../ui/switch-row';

/** The settings of every lane of a new comparison, or the word that each has its own; and what the question may cost. */
export function SettingsPopover({ trigger }: { trigger: Trigger }) {
  const isFollowUp = usePaneState(({ record }) => record !== null);
  return (
    <Popover.Root>
      <Popover.Trigger render={trigger} />
      <PopoverPanel title="Settings">
        {isFollowUp ? (
          <p className="mt-1 text-ink-2">Each lane keeps its settings. Press its name to change them.</p>
        ) : (
          <LaneSettings />
        )}
        <CeilingField />
        {!isFollowUp && <TagsField />}
      </PopoverPanel>
    </Popover.Root>
  );
}

/** What the next question may cost. */
function CeilingField() {
  const edit = useEditDraft();
  const ceiling = useDraft((draft) => draft.ceiling);
  return (
    <div className="mt-3 border-line border-t pt-2">
      <Field
        label="Ceiling, $ a question"
        error={ceilingOf({ ceiling }) === null ? 'must be an amount over 0, or empty.' : undefined}
        hint="Lanes that still run then are stopped, and keep their text."
        control={(props) => (
          <input
            {...props}
            inputMode="decimal"
            autoComplete="off"
            placeholder="no ceiling"
            value={ceiling}
            onChange={(event) => edit((draft) => ({ ...draft, ceiling: event.target.value }))}
          />
        )}
      />
    </div>
  );
}

/** What kind of task it is: the board can look at one kind alone. */
function TagsField() {
  const edit = useEditDraft();
  const tags = useDraft((draft) => draft.tags);
  return (
    <div className="mt-3 border-line border-t pt-2">
      <Field
        label="Kind of task"
        error={tagsProblem({ tags })}
        hint="Your own words, between commas. The board filters by them."
        control={(props) => (
          <input
            {...props}
            autoComplete="off"
            maxLength={300}
            placeholder="code, summary"
            value={tags}
            onChange={(event) => edit((draft) => ({ ...draft, tags: event.target.value }))}
          />
        )}
      />
    </div>
  );
}

function LaneSettings() {
  const edit = useEditDraft();
  const draft = useDraft((written) => written);
  const { lanes, sameSettings, settings } = draft;
  const letters = draftLetters(draft);
  return (
    <>
      <div className="mt-1">
        <SwitchRow
          label="Same settings in every lane"
          checked={sameSettings}
          onChange={(same) => edit(shareSettings(same))}
        />
      </div>
      {sameSettings ? (
        <SettingsFields
          written={settings}
          models={lanes.map(({ model }) => model)}
          onWrite={(change) => edit(writeSettings(change))}
        />
      ) : (
        <>
          <p className="mt-1 text-ink-2">Each lane has its own settings. Click a model to open them.</p>
          <ul className="mt-2 grid gap-1.5">
            {lanes.map((lane, index) => {
              const letter = letters[index];
              return (
                <li key={lane.key} className="flex items-center gap-2">
                  {letter && <LaneBadge lane={letter} />}
                  <span translate="no" className="truncate">
                    {lane.model.name}
                  </span>
                  <span className="ml-auto flex-none text-ink-2">
                    {settingsWords(settingsFor(draft, lane)) || 'defaults'}
                  </span>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </>
  );
}
