import { ballotCount, intervalWords, placesWords } from '@/lib/comparison/board-words';
import { dollars, shortSeconds, UNKNOWN } from '@/lib/comparison/figure-words';
import type { BoardModel } from '@/lib/protocol/board';
import { IntervalBar } from '../ui/interval-bar';

const HEAD = 'px-3.5 py-2 font-medium text-ink-2 text-xs';
const FIGURE = 'font-mono text-[13px] tabular-nums sm:px-3.5 sm:py-2.5';

/** A row a model, the strongest first. Where a row is too narrow for its columns they stand below each other. */
export function BoardTable({ models }: { models: readonly BoardModel[] }) {
  const atSameLength = models.some(({ placesAtSameLength }) => placesAtSameLength !== null);
  const doubled = namesTwice(models);
  return (
    <table
      data-slot="board-table"
      className="w-full border-separate border-spacing-0 overflow-hidden rounded-[10px] border border-line bg-raised text-left text-sm max-sm:block max-sm:[&_tbody]:block"
    >
      <caption className="sr-only">Models, the strongest first</caption>
      <thead className="max-sm:sr-only">
        <tr>
          <th scope="col" className={`${HEAD} w-18`}>
            Place
          </th>
          {atSameLength && (
            <th scope="col" className={`${HEAD} w-24`}>
              At the same length
            </th>
          )}
          <th scope="col" className={HEAD}>
            Model, as you used it
          </th>
          <th scope="col" className={`${HEAD} w-[38%]`}>
            Chosen, with its 95 % interval; the mark is 50 %
          </th>
          <th scope="col" className={HEAD}>
            Cost, median
          </th>
          <th scope="col" className={HEAD}>
            First word
          </th>
        </tr>
      </thead>
      <tbody>
        {models.map((model) => (
          <BoardRow key={model.key} model={model} atSameLength={atSameLength} withId={doubled.has(model.name)} />
        ))}
      </tbody>
    </table>
  );
}

/** The same name may be that of two ids. */
function namesTwice(models: readonly BoardModel[]): ReadonlySet<string> {
  const names = models.map(({ name }) => name);
  return new Set(names.filter((name, index) => names.indexOf(name) !== index));
}

interface BoardRowProps {
  model: BoardModel;
  /** The column of places at the same length is there. */
  atSameLength: boolean;
  /** Its name alone does not tell it from another. */
  withId: boolean;
}

function BoardRow({
  model: { places, placesAtSameLength, name, vendor, n, ...rest },
  atSameLength,
  withId,
}: BoardRowProps) {
  const { model, chosen, costUsd, firstWord } = rest;
  const facts = [vendor, withId ? model : '', ballotCount(n)].filter(Boolean).join(' · ');
  return (
    <tr
      data-slot="board-row"
      className="align-middle *:border-line max-sm:grid max-sm:grid-cols-[3.2rem_1fr_auto] max-sm:gap-x-2 max-sm:gap-y-1 max-sm:border-line max-sm:not-first:border-t max-sm:px-3.5 max-sm:py-3 sm:*:border-t"
    >
      <td className="font-mono font-semibold text-[15px] tabular-nums sm:px-3.5 sm:py-2.5">{placesWords(places)}</td>
      {atSameLength && (
        <td className={`${FIGURE} max-sm:order-1 max-sm:col-span-full max-sm:text-ink-2 max-sm:text-xs`}>
          <span className="font-sans sm:hidden">place at the same length </span>
          <span>{placesAtSameLength ? placesWords(placesAtSameLength) : UNKNOWN}</span>
        </td>
      )}
      <th scope="row" className="min-w-0 font-normal max-sm:col-span-2 sm:px-3.5 sm:py-2.5">
        <bdi translate="no" title={model} className="block [overflow-wrap:anywhere]">
          {name}
        </bdi>
        <small className="block text-ink-2 text-xs [overflow-wrap:anywhere]">{facts}</small>
      </th>
      <td className="max-sm:col-span-full sm:px-3.5 sm:py-2.5">
        <span className="block max-w-[270px] max-sm:max-w-none">
          <IntervalBar {...chosen} />
        </span>
        <small className="block text-ink-2 text-xs">{`chosen ${intervalWords(chosen)} against the rest`}</small>
      </td>
      <td className={`${FIGURE} max-sm:col-span-2 max-sm:text-xs`}>
        <span className="font-sans text-ink-2 sm:hidden">median cost </span>
        <span>{costUsd === null ? UNKNOWN : dollars(costUsd)}</span>
      </td>
      <td className={`${FIGURE} max-sm:text-xs`}>
        <span className="font-sans text-ink-2 sm:hidden">first word </span>
        <span>{firstWord === null ? UNKNOWN : shortSeconds(firstWord)}</span>
      </td>
    </tr>
  );
}
