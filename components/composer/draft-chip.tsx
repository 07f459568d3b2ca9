'use client';

import { type KeyboardEvent, useRef } from 'react';
import type { DraftLane } from '@/lib/client/draft';
import { moveLane, removeLane } from '@/lib/client/draft-lanes';
import { latePart } from '@/lib/client/late-part';
import { useComposerState, useEditDraft, useWorkspace } from '@/lib/client/use-workspace';
import type { Lane } from '@/lib/protocol/lane';
import { LaneBadge } from '../lane/lane-badge';
import { LatePanel } from '../ui/late-panel';
import { orderByDrag } from '../ui/order-by-drag';

const lanePopover = latePart(async () => (await import('./lane-popover')).LanePopover);

interface DraftChipProps {
  letter: Lane;
  lane: DraftLane;
  /** What sets its settings apart from the others', in words. */
  mark: string | null;
  /** What speaks against asking it, and what to do. */
  problem: { words: string; remedy: string } | null;
}

/** A chosen model: opens what can be set for it, and goes by its ×, by Delete or by Backspace. */
export function DraftChip({ letter, lane, mark, problem }: DraftChipProps) {
  const edit = useEditDraft();
  const chip = useRef<HTMLSpanElement>(null);
  const { name, id } = lane.model;
  const { composer } = useWorkspace();
  const open = useComposerState(({ openLane }) => openLane === lane.key);
  const onOpenChange = (opened: boolean) => {
    // Another lane's panel may have been opened in its place.
    const { openLane } = composer.getState();
    if (opened || openLane === lane.key) composer.setState({ openLane: opened ? lane.key : null });
  };

  const handle = orderByDrag('chip', lane.key, (dropped) =>
    edit((draft) => {
      const placeOf = (key: string) => draft.lanes.findIndex((known) => known.key === key);
      return moveLane(dropped, placeOf(lane.key) - placeOf(dropped))(draft);
    }),
  );
  const remove = () => {
    besideChip(chip.current)?.focus();
    edit(removeLane(lane.key));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Keys from the panel come here too, through React's tree.
    const removes = event.key === 'Delete' || event.key === 'Backspace';
    if (!removes || !chip.current?.contains(event.target as Node)) return;
    event.preventDefault();
    remove();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the two buttons inside.
    <span
      {...handle}
      ref={chip}
      data-slot="draft-chip"
      data-key={lane.key}
      onKeyDown={onKeyDown}
      className="inline-flex min-h-7 max-w-full flex-none items-center rounded-[7px] border border-line bg-sunk text-[12.5px]"
    >
      <LatePanel
        part={lanePopover}
        open={open}
        trigger={
          <button
            type="button"
            aria-keyshortcuts="Delete"
            title={problem ? `${problem.words}: ${problem.remedy}` : `${id}: settings, another model, ask it twice`}
            className="flex min-w-0 items-center gap-[7px] self-stretch rounded-[7px] pl-2 hover:text-ink data-popup-open:text-ink max-sm:max-w-[60vw]"
          >
            <LaneBadge lane={letter} />
            <span translate="no" className="truncate">
              {name}
            </span>
            {mark && <span className="flex-none text-ink-2">{mark}</span>}
            {problem && <span className="flex-none text-bad">{problem.words}</span>}
          </button>
        }
      >
        {(LanePopover, trigger) => (
          <LanePopover letter={letter} lane={lane} open={open} onOpenChange={onOpenChange} trigger={trigger} />
        )}
      </LatePanel>
      <button
        type="button"
        aria-label={`Remove ${letter}, ${name}`}
        onClick={remove}
        className="h-7 min-w-[25px] rounded-[7px] px-2 text-ink-2 hover:text-ink"
      >
        ×
      </button>
    </span>
  );
}

const CHIP = '[data-slot="draft-chip"], [data-slot="retired-chip"]';

/** What has the focus once the chip is gone: the next chip, else the one before, else what adds a model. */
export function besideChip(chip: HTMLElement | null): HTMLElement | null {
  const next = chip?.nextElementSibling;
  const before = chip?.previousElementSibling;
  const isChip = (element: Element | null | undefined) => element?.matches(CHIP);
  if (isChip(next)) return next?.querySelector('button') ?? null;
  if (isChip(before)) return before?.querySelector('button') ?? null;
  return document.querySelector<HTMLElement>('[data-slot="picker-trigger"]');
}
