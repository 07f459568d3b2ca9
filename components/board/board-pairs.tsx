import { isStated, moreWords, sureWords } from '@/lib/comparison/board-words';
import type { BoardModel, BoardPair } from '@/lib/protocol/board';

/** Up to so many pairs all of them are listed: those of six models. */
const MOST_PAIRS = 15;

interface BoardPairsProps {
  models: readonly BoardModel[];
  /** Every two of the models, in their order. */
  pairs: readonly BoardPair[];
}

/** Which order of two models is stated, and what is missing elsewhere. Of many models the neighbours come first. */
export function BoardPairs({ models, pairs }: BoardPairsProps) {
  if (pairs.length === 0) return null;
  const names = new Map(models.map(({ key, name }) => [key, name]));
  const next = new Map(models.map(({ key }, index) => [key, models[index + 1]?.key]));
  const isFirst = ({ above, below }: BoardPair) => pairs.length <= MOST_PAIRS || next.get(above) === below;
  const rest = pairs.filter((pair) => !isFirst(pair));
  return (
    <section className="mt-6">
      <h2 className="font-semibold text-[15px]">Pair by pair</h2>
      <PairList label="Pairs" pairs={pairs.filter(isFirst)} names={names} />
      {rest.length > 0 && (
        <details className="mt-2">
          <summary className="rounded py-1 text-[13px] text-ink-2 hover:text-ink">{`All other pairs, ${rest.length}`}</summary>
          <PairList label="All other pairs" pairs={rest} names={names} />
        </details>
      )}
    </section>
  );
}

interface PairListProps {
  label: string;
  pairs: readonly BoardPair[];
  names: ReadonlyMap<string, string>;
}

function PairList({ label, pairs, names }: PairListProps) {
  return (
    <ul aria-label={label} data-slot="board-pairs" className="mt-1">
      {pairs.map((pair) => (
        <li
          key={`${pair.above} ${pair.below}`}
          className="flex flex-wrap items-baseline gap-x-6 gap-y-0.5 border-line border-b py-2 text-sm"
        >
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <PairName name={names.get(pair.above)} />
            <span>{isStated(pair) ? ' above ' : ' and '}</span>
            <PairName name={names.get(pair.below)} />
            {!isStated(pair) && <span>: not enough votes to tell</span>}
          </span>
          <span className="ml-auto flex flex-wrap justify-end gap-x-5 font-mono text-[13px] text-ink-2 tabular-nums">
            <span title="Ballots that chose the first and not the second, and the second and not the first">
              {`${pair.won} : ${pair.lost}`}
            </span>
            <span>{sureWords(pair.p)}</span>
            {!isStated(pair) && <span>{moreWords(pair)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function PairName({ name }: { name: string | undefined }) {
  return (
    <bdi translate="no" className="font-semibold">
      {name}
    </bdi>
  );
}
