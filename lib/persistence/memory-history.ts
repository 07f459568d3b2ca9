import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { ListedComparison } from '@/lib/protocol/history';
import { type FoundPage, type HistoryQuery, pageLimit, toPage } from './history';
import { modelsText, openingOf, searchText, searchWords } from './search-text';

/** A comparison as memory keeps it. */
export interface Kept {
  record: ComparisonRecord;
  visitor: string | null;
  updatedAt: Date;
  deletedAt: Date | null;
  /** Runs under way: a comparison that has one is never dropped. */
  running: Set<string>;
  bytes: number;
}

function listedOf({ record, updatedAt }: Kept): ListedComparison {
  const { id, title, lanes, turns, createdAt } = record;
  const opening = openingOf(turns[0]?.prompt ?? '');
  return { id, title, opening, turns: turns.length, lanes, createdAt, updatedAt: updatedAt.toISOString() };
}

/** @returns a page of those that the visitor sees. */
export function listKept(all: Iterable<Kept>, { visitor, search, before, limit }: HistoryQuery): FoundPage {
  const words = searchWords(search);
  const most = pageLimit(limit);
  const found = [...all]
    .filter((kept) => kept.visitor === visitor && kept.deletedAt === null && words.every((word) => occurs(word, kept)))
    .map(listedOf)
    .filter((summary) => !before || newerFirst(before, summary) < 0)
    .sort(newerFirst);
  return toPage(found, most);
}

function occurs(word: string, { record }: Kept): boolean {
  const texts = [searchText(record.title ?? ''), modelsText(record.lanes)];
  return (
    texts.some((text) => text.includes(word)) || record.turns.some(({ prompt }) => searchText(prompt).includes(word))
  );
}

type Place = Pick<ListedComparison, 'createdAt' | 'id'>;

function newerFirst(one: Place, other: Place): number {
  const later = Date.parse(other.createdAt) - Date.parse(one.createdAt);
  if (later !== 0) return later;
  return one.id === other.id ? 0 : one.id < other.id ? 1 : -1;
}
