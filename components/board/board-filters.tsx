import { type BoardAnswer, type BoardQuery, boardParams } from '@/lib/protocol/board';
import { FilterMenu } from './filter-menu';

interface BoardFiltersProps {
  board: Pick<BoardAnswer, 'tags' | 'lineUps'>;
  query: BoardQuery;
}

/** The address of the board with these changes. */
export function boardAddress(query: BoardQuery, changes: Partial<BoardQuery> = {}): string {
  const params = boardParams({ ...query, ...changes }).toString();
  return params === '' ? '/board' : `/board?${params}`;
}

const KEYS: readonly [BoardQuery['by'], string][] = [
  ['model', 'model'],
  ['effort', 'model and effort'],
  ['settings', 'model and settings'],
];

/** Which ballots count. All of them are links, which need no script. */
export function BoardFilters({ board: { tags, lineUps }, query }: BoardFiltersProps) {
  const { of, by, blind, tag, lineUp } = query;
  const to = (changes: Partial<BoardQuery>) => boardAddress(query, changes);
  const sideOf = (side: BoardQuery['of']) => to({ of: side, tag: null, lineUp: null });
  return (
    <nav aria-label="Which ballots" className="flex flex-wrap items-center gap-2">
      <Segment
        links={[
          { name: 'Mine', href: sideOf('mine'), on: of === 'mine' },
          { name: 'My polls', href: sideOf('polls'), on: of === 'polls' },
        ]}
      />
      <Segment
        links={[
          { name: 'Blind only', href: to({ blind: true }), on: blind },
          { name: 'All', href: to({ blind: false }), on: !blind },
        ]}
      />
      <NameMenu noun="Kind" names={tags} chosen={tag} hrefOf={(name) => to({ tag: name })} />
      <NameMenu noun="Line-up" names={lineUps} chosen={lineUp} hrefOf={(name) => to({ lineUp: name })} />
      <FilterMenu label={`Rows: ${KEYS.find(([key]) => key === by)?.[1]}`} isSet={by !== 'effort'}>
        {KEYS.map(([key, name]) => (
          <MenuLink key={key} name={name} href={to({ by: key })} on={key === by} />
        ))}
      </FilterMenu>
    </nav>
  );
}

interface BoardLink {
  name: string;
  href: string;
  /** It leads to this board. */
  on: boolean;
}

/** Two that exclude each other. */
function Segment({ links }: { links: readonly BoardLink[] }) {
  return (
    <span className="inline-flex overflow-hidden rounded-lg border border-line-strong bg-raised text-[13px] has-focus-visible:overflow-visible">
      {links.map(({ name, href, on }) => (
        <a
          key={name}
          href={href}
          aria-current={on ? 'true' : undefined}
          className="inline-flex min-h-8 items-center px-3 first:rounded-l-[7px] last:rounded-r-[7px] hover:bg-sunk aria-current:bg-ink aria-current:text-paper forced-colors:aria-current:underline pointer-coarse:min-h-[40px]"
        >
          {name}
        </a>
      ))}
    </span>
  );
}

interface NameMenuProps {
  noun: string;
  names: readonly string[];
  chosen: string | null;
  hrefOf(name: string | null): string;
}

/** Absent where there is nothing to choose from. */
function NameMenu({ noun, names, chosen, hrefOf }: NameMenuProps) {
  if (names.length === 0 && chosen === null) return null;
  return (
    <FilterMenu label={`${noun}: ${chosen ?? 'all'}`} isSet={chosen !== null}>
      <MenuLink name="all" href={hrefOf(null)} on={chosen === null} />
      {names.map((name) => (
        <MenuLink key={name} name={name} href={hrefOf(name)} on={name === chosen} />
      ))}
    </FilterMenu>
  );
}

function MenuLink({ name, href, on }: BoardLink) {
  return (
    <li>
      <a
        href={href}
        aria-current={on ? 'true' : undefined}
        dir="auto"
        className="flex min-h-8 items-center px-3 py-1 [overflow-wrap:anywhere] hover:bg-sunk aria-current:font-semibold pointer-coarse:min-h-[40px]"
      >
        {name}
      </a>
    </li>
  );
}
