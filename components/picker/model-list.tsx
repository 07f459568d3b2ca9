'use client';

import { Combobox } from '@base-ui/react/combobox';
import { draftLane } from '@/lib/client/draft';
import { useWorkspace, useWorkspaceState } from '@/lib/client/use-workspace';
import { MAX_LANES } from '@/lib/protocol/lane';
import type { Catalog, Model } from '@/lib/protocol/model';
import { ModelRow } from './model-row';
import { searchModels } from './search-models';

/** The searchable list; what is chosen in it is the draft's lanes. */
export function ModelList({ catalog }: { catalog: Catalog }) {
  const { store } = useWorkspace();
  const lanes = useWorkspaceState((state) => state.draft.lanes);
  const chosen = catalog.models.filter(({ id }) => lanes.some(({ model }) => model.id === id));
  const full = lanes.length >= MAX_LANES;

  const choose = (models: readonly Model[]) =>
    store.setState(({ draft }) => {
      const kept = draft.lanes.filter((lane) => models.some(({ id }) => id === lane.model.id));
      const added = models.filter(({ id }) => !draft.lanes.some(({ model }) => model.id === id));
      return { draft: { ...draft, lanes: [...kept, ...added.map((model) => draftLane(model))].slice(0, MAX_LANES) } };
    });

  return (
    <Combobox.Root
      inline
      open
      multiple
      autoHighlight
      items={catalog.models}
      value={chosen}
      onValueChange={choose}
      itemToStringLabel={(model: Model) => model.name}
      isItemEqualToValue={(one: Model, other: Model) => one.id === other.id}
      filter={(model: Model, query: string) => searchModels(model, query)}
    >
      <Combobox.Input
        ref={focusWhenMouse}
        placeholder="Search by name, vendor or id"
        aria-label="Search models"
        className="mx-4 mt-2 rounded-lg border border-line-strong bg-paper px-3 py-2 text-base outline-none focus-visible:border-focus sm:text-sm"
      />
      <p className="px-4 pt-2 text-ink-2 text-xs" role="status">
        {full ? `${MAX_LANES} models are chosen, as many as fit. Remove one to add another.` : sourceWords(catalog)}
      </p>
      <Combobox.Empty className="px-4 text-ink-2 text-sm not-empty:py-4">
        No model has that in its name, vendor or id.
      </Combobox.Empty>
      <Combobox.List className="mt-1 min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-3">
        {(model: Model) => (
          <Combobox.Item
            key={model.id}
            value={model}
            disabled={full && !chosen.includes(model)}
            className="flex min-h-11 cursor-default items-center gap-2.5 rounded-lg px-2 py-1 [content-visibility:auto] [contain-intrinsic-size:auto_44px] data-[disabled]:opacity-55 data-[highlighted]:bg-sunk"
          >
            <ModelRow model={model} chosen={chosen.includes(model)} />
          </Combobox.Item>
        )}
      </Combobox.List>
    </Combobox.Root>
  );
}

/** The list may come after the dialog. On a touch screen the keyboard would cover it, so there the focus is left alone. */
function focusWhenMouse(input: HTMLInputElement | null): void {
  if (input && window.matchMedia('(pointer: fine)').matches) input.focus();
}

function sourceWords({ source, models }: Catalog): string {
  const count = `${models.length} models`;
  return source.kind === 'live'
    ? `${count}, from OpenRouter.`
    : `${count}. OpenRouter cannot be reached: this is the list of ${source.asOf}, prices may have changed.`;
}
