'use client';

import { memo } from 'react';
import { listOf } from '@/lib/client/list-of';
import { pageStars } from '@/lib/client/use-stars';
import { compact } from '@/lib/comparison/figure-words';
import type { Model } from '@/lib/protocol/model';
import { optionId } from './use-model-list';

interface ModelRowProps {
  model: Model;
  /** The number of its lanes. */
  lanes: number;
  active: boolean;
  starred: boolean;
  /** It says when the model was released. */
  dated: boolean;
  disabled: boolean;
  /** Why it would fail, or would not do all that is asked of it, in a few words; null for nothing. */
  problem: string | null;
  /** What can be done about the problem. */
  remedy: string | null;
  onChoose(model: Model): void;
}

/** One model: name and id, context, price in and out for a million tokens. Of hundreds, only what changed is drawn again. */
export const ModelRow = memo(function ModelRow(props: ModelRowProps) {
  const { model, lanes, active, starred, dated, disabled, problem, remedy, onChoose } = props;
  const { id, name, vendor, context, usdPerMillion, output, created, demo } = model;
  const facts = [
    vendor,
    ...(dated && created !== null ? [created] : []),
    ...(lanes > 1 ? [`in ${lanes} lanes`] : []),
    ...outputWords(output),
  ];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the search, which names the active row.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the search's.
    <div
      id={optionId(id)}
      role="option"
      data-slot="model-row"
      aria-selected={lanes > 0}
      aria-disabled={disabled}
      data-active={active || undefined}
      // A click leaves the focus in the search, so that one can type on.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(model)}
      className="flex min-h-11 cursor-default items-center gap-2.5 rounded-lg px-2 py-1 [contain-intrinsic-size:auto_44px] [content-visibility:auto] hover:bg-sunk aria-disabled:opacity-55 data-active:bg-sunk data-active:shadow-[inset_0_0_0_1.5px_var(--focus)] data-active:outline-2 data-active:-outline-offset-2 data-active:outline-transparent"
    >
      <span
        aria-hidden="true"
        className={`grid size-4 flex-none place-items-center rounded border text-[11px] ${lanes > 0 ? 'border-ink bg-ink text-paper' : 'border-line-strong'}`}
      >
        {lanes > 0 ? '✓' : ''}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm">
          <span translate="no">{`${name} `}</span>
          <span className="text-ink-2 text-xs">{facts.join(' · ')}</span>
        </span>
        <span className="flex flex-wrap gap-x-2 text-[11px] sm:flex-nowrap">
          <span translate="no" className="max-w-full truncate font-mono text-ink-2">
            {id}
          </span>
          {problem !== null && (
            <span title={remedy ?? undefined} className="text-ink sm:flex-none">
              {problem}
            </span>
          )}
        </span>
      </span>
      <span className="flex-none text-right font-mono text-[11px] text-ink-2 tabular-nums">
        <span className="block">{demo ? 'canned answers' : price(usdPerMillion)}</span>
        {demo && <span className="block">free</span>}
        {context !== null && <span className="block">{`${compact(context)} context`}</span>}
      </span>
      {starred && <span className="sr-only">starred</span>}
      {/* Within an option nothing can be a button: by keyboard it is Shift and Enter in the search. */}
      <span
        aria-hidden="true"
        data-slot="star"
        title={starred ? 'Take the star back' : 'Give a star: it stands on top from then on'}
        onClick={(event) => {
          event.stopPropagation();
          pageStars.toggle(id);
        }}
        className={`grid size-8 flex-none cursor-pointer place-items-center rounded-lg text-base hover:bg-raised pointer-coarse:size-[40px] ${starred ? 'text-ink' : 'text-ink-3'}`}
      >
        {starred ? '★' : '☆'}
      </span>
    </div>
  );
});

const OUTPUTS: Readonly<Record<string, string>> = { image: 'pictures', audio: 'sound' };

/** What it answers with, where that is not text alone: "text and pictures". Only text is shown. */
function outputWords(output: readonly string[]): string[] {
  const besideText = output.filter((kind) => kind !== 'text');
  if (besideText.length === 0) return [];
  return [listOf([...(output.includes('text') ? ['text'] : []), ...besideText.map((kind) => OUTPUTS[kind] ?? kind)])];
}

function price(usd: Model['usdPerMillion']): string {
  if (!usd) return 'price unknown';
  return usd.input === 0 && usd.output === 0 ? 'free' : `$${usd.input} in · $${usd.output} out`;
}
