'use client';

import { useId } from 'react';
import type { PreflightProblem } from '@/lib/client/preflight';
import { useDraft } from '@/lib/client/use-workspace';
import type { Model } from '@/lib/protocol/model';
import type { ModelGroup } from './list-models';
import { ModelRow } from './model-row';

interface ModelGroupRowsProps {
  group: ModelGroup;
  activeId: string | null;
  /** The ids of the models with a star. */
  stars: readonly string[];
  /** The rows say when their models were released. */
  dated: boolean;
  /** There is no room for another lane. */
  full: boolean;
  problemOf(model: Model): PreflightProblem | null;
  onChoose(model: Model): void;
}

/** The rows of a group, under its name. */
export function ModelGroupRows({ group, activeId, stars, dated, full, problemOf, onChoose }: ModelGroupRowsProps) {
  const { label, models } = group;
  const id = useId();
  const chosen = useDraft(({ lanes }) => lanes.map((lane) => lane.model.id));
  const rows = models.map((model) => {
    const count = chosen.filter((id) => id === model.id).length;
    const problem = problemOf(model);
    return (
      <ModelRow
        key={model.id}
        model={model}
        lanes={count}
        active={model.id === activeId}
        dated={dated}
        starred={stars.includes(model.id)}
        disabled={full && count === 0}
        problem={problem?.words ?? null}
        remedy={problem?.remedy ?? null}
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
