'use client';

import { useId } from 'react';
import { useDraft } from '@/lib/client/use-workspace';
import type { Model } from '@/lib/protocol/model';
import type { ModelGroup } from './group-models';
import { ModelRow } from './model-row';

interface ModelGroupRowsProps {
  /** Without a label: the list of a search. */
  group: ModelGroup;
  activeId: string | null;
  /** There is no room for another lane. */
  full: boolean;
  onChoose(model: Model): void;
}

/** The rows of a group, under its name. */
export function ModelGroupRows({ group: { label, models }, activeId, full, onChoose }: ModelGroupRowsProps) {
  const id = useId();
  const chosen = useDraft(({ lanes }) => lanes.map((lane) => lane.model.id));
  const rows = models.map((model) => {
    const count = chosen.filter((id) => id === model.id).length;
    return (
      <ModelRow
        key={model.id}
        model={model}
        lanes={count}
        active={model.id === activeId}
        disabled={full && count === 0}
        onChoose={onChoose}
      />
    );
  });
  if (label === '') return rows;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups controls, not the options of a list.
    <div data-slot="model-group-rows" role="group" aria-labelledby={id}>
      <div id={id} className="sticky top-0 bg-raised px-2 pt-2 pb-1 font-medium text-[11px] text-ink-2">
        {label}
      </div>
      {rows}
    </div>
  );
}
