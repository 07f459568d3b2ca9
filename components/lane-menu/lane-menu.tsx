'use client';

import { Popover } from '@base-ui/react/popover';
import type { CatalogState } from '@/lib/client/catalog-store';
import { changedRecord } from '@/lib/client/draft';
import { askOnly, changeLane, duplicateLane, isFull, undoChange } from '@/lib/client/draft-lanes';
import { lanesOf, turnUnderWay } from '@/lib/client/pane-state';
import { useCatalog } from '@/lib/client/use-catalog';
import { usePaneState } from '@/lib/client/use-panes';
import { useDraft, useEditDraft, useWorkspace } from '@/lib/client/use-workspace';
import { writtenSettings } from '@/lib/client/written-settings';
import type { LaneRecord } from '@/lib/protocol/comparison';
import { type Lane, MAX_LANES } from '@/lib/protocol/lane';
import type { Model } from '@/lib/protocol/model';
import type { Trigger } from '../ui/late-panel';
import { findPromptBox } from '../ui/prompt-box';
import { type LaneAction, LaneActions } from './lane-actions';
import { LaneCostLine } from './lane-cost';
import { LanePanel } from './lane-panel';
import { OwnSystem } from './own-system';
import { SettingsFields } from './settings-fields';
import { WidthField } from './width-field';

interface LaneMenuProps {
  lane: Lane;
  trigger: Trigger;
}

/** Opens what can be changed in a lane of the comparison. */
export function LaneMenu({ lane, trigger }: LaneMenuProps) {
  return (
    <Popover.Root>
      <Popover.Trigger render={trigger} />
      <LaneChanges lane={lane} />
    </Popover.Root>
  );
}

/** Another model, other settings, its own system prompt: from the next question on, or for a retry. */
function LaneChanges({ lane }: { lane: Lane }) {
  const { composer, lanes: arrangement } = useWorkspace();
  const edit = useEditDraft();
  const lanes = usePaneState(lanesOf);
  const isAnswering = usePaneState((state) => turnUnderWay(state, lane) !== null);
  const change = useDraft(({ changes }) => changes[lane]);
  const common = useDraft(({ system }) => system);
  const full = useDraft(isFull);
  const catalog = useCatalog();
  const place = lanes.findIndex((known) => known.lane === lane);
  const record = lanes[place];
  if (!record) return null;
  const changed = changedRecord(record, change);
  const model = modelOfLane(changed, catalog);
  const settings = change?.settings ?? writtenSettings(record.settings);
  const { system } = changed;
  const actions: LaneAction[] = [
    { name: 'Swap model…', run: () => composer.setState({ swapping: { kind: 'lane', lane } }) },
    {
      name: 'Duplicate',
      off: full ? `${MAX_LANES} lanes are as many as fit` : undefined,
      run: () => edit(duplicateLane(model, settings, system)),
    },
    ...(lanes.length > 1
      ? [
          {
            name: `Ask only ${lane}`,
            run: () =>
              edit(
                askOnly(
                  lane,
                  lanes.map((known) => known.lane),
                ),
              ),
          },
        ]
      : []),
    ...(lanes.length > 1
      ? [
          {
            name: 'Move left',
            off: place === 0 ? 'It is the first one' : undefined,
            run: () => void arrangement.move(lane, place - 1),
          },
          {
            name: 'Move right',
            off: place === lanes.length - 1 ? 'It is the last one' : undefined,
            run: () => void arrangement.move(lane, place + 1),
          },
          {
            name: 'Remove',
            off: isAnswering ? 'It is answering: stop it first' : undefined,
            run: () => {
              void arrangement.remove(lane);
              findPromptBox()?.focus();
            },
          },
        ]
      : []),
    ...(change ? [{ name: 'Undo changes', run: () => edit(undoChange(lane)) }] : []),
  ];
  return (
    <LanePanel lane={lane} model={model} side="bottom">
      <p className="mt-2 text-ink-2">
        {change
          ? `Changed from the next question on. Retry asks ${lane} again with it now.`
          : 'Changes count from the next question on, or with Retry.'}
      </p>
      <SettingsFields
        written={settings}
        models={[model]}
        onWrite={(written) => edit(changeLane(lane, { settings: { ...settings, ...written } }))}
      />
      <LaneCostLine lane={lane} />
      <OwnSystem system={system} common={common} onWrite={(written) => edit(changeLane(lane, { system: written }))} />
      <WidthField lane={lane} />
      <LaneActions actions={actions} />
    </LanePanel>
  );
}

/** @returns the model of a lane as the catalog has it; if it has not, or has not loaded, what the lane's record tells. */
function modelOfLane({ model, name, vendor, usdPerMillion, demo }: LaneRecord, catalog: CatalogState): Model {
  const listed = catalog.kind === 'ready' ? catalog.catalog.models.find(({ id }) => id === model) : undefined;
  const unknown = { context: null, maxOutput: null, created: null, input: ['text'], output: ['text'], parameters: [] };
  return listed ?? { id: model, name, vendor, usdPerMillion, demo, ...unknown };
}
