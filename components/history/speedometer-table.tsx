'use client';

import { useState } from 'react';
import { dollars, shortRate, shortSeconds, UNKNOWN } from '@/lib/comparison/figure-words';
import type { ModelFigures, Speedometer, Spread } from '@/lib/protocol/speedometer';
import { countOf } from '../ui/format';

type SpreadKey = 'firstWord' | 'speed' | 'cost';

interface Column {
  key: SpreadKey;
  name: string;
  means: string;
  text(value: number): string;
  /** Which end comes first. */
  best: 'least' | 'most';
}

const COLUMNS: readonly Column[] = [
  { key: 'firstWord', name: 'first word', means: 'start → first text', text: shortSeconds, best: 'least' },
  { key: 'speed', name: 'speed', means: 'tokens of text a second, while writing', text: shortRate, best: 'most' },
  { key: 'cost', name: 'cost', means: 'USD an answer, as the provider told it', text: dollars, best: 'least' },
];

/** How fast and how dear the models were that this visitor has asked: in the middle, and for nine of ten answers. */
export function SpeedometerTable({ speedometer }: { speedometer: Speedometer }) {
  const [by, setBy] = useState<SpreadKey | null>(null);
  const models = by === null ? speedometer.models : sortBy(speedometer.models, by);
  if (models.length === 0) {
    return <p className="px-4 pt-3 text-ink-2 text-sm">Nothing has been answered yet.</p>;
  }
  return (
    <>
      <p className="px-4 pt-2 text-ink-2 text-xs">
        {`${totalWords(speedometer)} For each model the middle of your own answers, below it the value that nine of ten stay under, and of how many answers it is known. A press on a column’s name sorts by it.`}
      </p>
      <section
        aria-label="Your models"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto px-4 pt-2 pb-4"
      >
        <table data-slot="speedometer" className="w-full border-collapse text-left text-[13px] tabular-nums">
          <thead>
            <tr className="border-line border-b align-bottom text-ink-2 text-xs">
              <th scope="col" aria-sort={by === null ? 'descending' : 'none'} className="font-normal">
                <SortButton
                  name="model"
                  means="most answers first"
                  best="most"
                  on={by === null}
                  onSort={() => setBy(null)}
                />
              </th>
              {COLUMNS.map(({ key, name, means, best }) => (
                <th
                  key={key}
                  scope="col"
                  aria-sort={by === key ? (best === 'least' ? 'ascending' : 'descending') : 'none'}
                  className="text-right font-normal"
                >
                  <SortButton name={name} means={means} best={best} on={by === key} onSort={() => setBy(key)} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {models.map((figures) => (
              <tr key={figures.model} className="border-line border-b align-top">
                <th scope="row" className="max-w-36 py-1.5 pr-2 font-normal">
                  <span translate="no" title={figures.model} className="block truncate font-medium">
                    {figures.name}
                  </span>
                  <span className="text-ink-2 text-xs">{answersWords(figures)}</span>
                </th>
                {COLUMNS.map(({ key, text }) => (
                  <td key={key} className="py-1.5 pl-2 text-right">
                    <SpreadCell spread={figures[key]} text={text} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

interface SortButtonProps {
  name: string;
  means: string;
  /** Whether rows are sorted by it. */
  on: boolean;
  best: Column['best'];
  onSort(): void;
}

function SortButton({ name, means, on, best, onSort }: SortButtonProps) {
  return (
    <button
      type="button"
      title={means}
      onClick={onSort}
      className={`min-h-7 rounded pointer-coarse:min-h-[40px] ${on ? 'font-medium text-ink' : 'hover:text-ink'}`}
    >
      <span>{name}</span>
      <span aria-hidden="true">{on ? (best === 'most' ? ' ↓' : ' ↑') : ''}</span>
    </button>
  );
}

function SpreadCell({ spread, text }: { spread: Spread | null; text(value: number): string }) {
  if (spread === null) return <span>{UNKNOWN}</span>;
  return (
    <>
      <span className="block font-medium">{text(spread.p50)}</span>
      <span className="block text-ink-2 text-xs">{`p90 ${text(spread.p90)}`}</span>
      <span className="block text-ink-2 text-xs">{`n ${spread.n}`}</span>
    </>
  );
}

/** Models without that figure come last. */
function sortBy(models: readonly ModelFigures[], key: SpreadKey): ModelFigures[] {
  const sign = COLUMNS.find((column) => column.key === key)?.best === 'most' ? -1 : 1;
  const rank = (figures: ModelFigures) => (figures[key] ? sign * figures[key].p50 : Number.POSITIVE_INFINITY);
  return models.toSorted((left, right) => (rank(left) < rank(right) ? -1 : rank(left) > rank(right) ? 1 : 0));
}

/** "214 answers, 3 failed, $12.30 for the 200 whose cost is known." */
export function totalWords({ answers, failed, costUsd, priced }: Speedometer): string {
  const cost =
    priced === 0 ? '' : `, ${dollars(costUsd)}${priced < answers ? ` for the ${priced} whose cost is known` : ''}`;
  return `${answersWords({ answers, failed })}${cost}.`;
}

function answersWords({ answers, failed }: { answers: number; failed: number }): string {
  return `${countOf(answers, 'answer')}${failed > 0 ? `, ${failed} failed` : ''}`;
}
