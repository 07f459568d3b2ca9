import { createStore } from 'zustand/vanilla';
import type { HistoryPage, ListedComparison } from '@/lib/protocol/history';
import { LONGEST_TITLE } from '@/lib/protocol/text';
import { sentenceOf } from './api';
import { createChangeQueue } from './change-queue';
import type { HistoryFilters } from './history-requests';
import {
  type Editing,
  type History,
  type HistoryList,
  type HistoryPorts,
  type HistoryState,
  isFiltered,
  NO_FILTERS,
} from './history-state';

/** The search starts once typing has paused this long, ms. */
const TYPING_PAUSE_MS = 250;

export function createHistory(ports: HistoryPorts): History {
  const store = createStore<HistoryState>(() => ({
    open: false,
    search: '',
    filters: NO_FILTERS,
    marked: null,
    list: { phase: 'loading' },
    editing: null,
    deleted: [],
    refusals: {},
    nothingKept: false,
  }));
  let reading = new AbortController();
  let cancelPause = () => {};
  /** Rows that were deleted on this page: the server lists them no more, but they can be restored. */
  const deletedRows = new Map<string, ListedComparison>();
  /** Whether comparisons are deleted. */
  const changes = createChangeQueue<boolean>((error, id) => id !== null && setRefusal(id, sentenceOf(error)));

  /** Whether they have a star. */
  const stars = createChangeQueue<boolean>((error, id) => id !== null && setRefusal(id, sentenceOf(error)));

  return { store, open, close, search, filter, star, mark, reload, showMore, edit, rename, remove, restore };

  function open(): Promise<void> {
    const fresh = { search: '', filters: NO_FILTERS, marked: null, editing: null, refusals: {} };
    store.setState({ open: true, list: { phase: 'loading' }, ...fresh });
    return reload();
  }

  function close(): void {
    cancel();
    store.setState({ open: false, editing: null });
  }

  function search(text: string): void {
    cancel();
    store.setState(({ list }) => ({
      search: text,
      list: list.phase === 'ready' ? { ...list, more: { phase: 'idle' } } : { phase: 'loading' },
    }));
    cancelPause = ports.after(TYPING_PAUSE_MS, () => void reload());
  }

  function filter(change: Partial<HistoryFilters>): Promise<void> {
    store.setState(({ filters }) => ({ filters: { ...filters, ...change } }));
    return reload();
  }

  function star(id: string, starred: boolean): Promise<void> {
    setRefusal(id, undefined);
    const show = (isStarred: boolean) =>
      setReady(({ comparisons }) => ({
        comparisons: comparisons.map((listed) => (listed.id === id ? { ...listed, starred: isStarred } : listed)),
      }));
    return stars.change({
      key: id,
      from: !starred,
      to: starred,
      show,
      async send() {
        await ports.changeComparison(id, { starred });
        ports.onChange(id);
      },
    });
  }

  function mark(marked: readonly string[] | null): void {
    store.setState({ marked });
  }

  async function reload(): Promise<void> {
    const { signal } = cancel();
    const { search: typed, filters } = store.getState();
    const text = typed.trim();
    store.setState(({ list }) => (list.phase === 'ready' ? {} : { list: { phase: 'loading' } }));
    // Else comparisons whose deletion is under way would be listed.
    await Promise.all([changes.settled(), stars.settled()]);
    if (signal.aborted) return;
    try {
      const page = await ports.getHistory({ search: text, before: null, filters }, signal);
      if (signal.aborted) return;
      store.setState({ nothingKept: page.nothingKept ?? false });
      const comparisons = text === '' && !isFiltered(filters) ? withDeleted(page) : page.comparisons;
      store.setState({
        list: { phase: 'ready', search: text, filters, comparisons, next: page.next, more: { phase: 'idle' } },
      });
      // The editor stays open as long as its row is listed.
      if (!comparisons.some(({ id }) => id === store.getState().editing?.id)) store.setState({ editing: null });
    } catch (error) {
      if (!signal.aborted) store.setState({ list: { phase: 'failed', reason: sentenceOf(error) }, editing: null });
    }
  }

  async function showMore(): Promise<void> {
    const { list } = store.getState();
    if (list.phase !== 'ready' || list.next === null || list.more.phase === 'loading') return;
    // A new search is on its way: its first page comes next.
    const { search: typed, filters } = store.getState();
    if (list.search !== typed.trim() || list.filters !== filters) return;
    const { signal } = cancel();
    store.setState({ list: { ...list, more: { phase: 'loading' } } });
    try {
      const page = await ports.getHistory({ search: list.search, before: list.next, filters }, signal);
      if (signal.aborted) return;
      setReady((now) => ({
        comparisons: [...now.comparisons, ...withoutListed(page.comparisons, now.comparisons)],
        next: page.next,
        more: { phase: 'idle' },
      }));
    } catch (error) {
      if (!signal.aborted) setReady(() => ({ more: { phase: 'failed', reason: sentenceOf(error) } }));
    }
  }

  function edit(id: string | null): void {
    store.setState({ editing: id === null ? null : { id, phase: 'writing', problem: null } });
  }

  async function rename(text: string): Promise<void> {
    const { editing } = store.getState();
    if (editing?.phase !== 'writing') return;
    const { id } = editing;
    const title = text.trim() === '' ? null : text.trim();
    if (title !== null && title.length > LONGEST_TITLE) {
      const problem = `A title has ${LONGEST_TITLE} characters at most; this one has ${title.length}.`;
      return store.setState({ editing: { id, phase: 'writing', problem } });
    }
    const saving: Editing = { id, phase: 'saving' };
    const isStillOpen = () => store.getState().editing === saving;
    store.setState({ editing: saving });
    setRefusal(id, undefined);
    try {
      await ports.changeComparison(id, { title });
      setReady(({ comparisons }) => ({
        comparisons: comparisons.map((listed) => (listed.id === id ? { ...listed, title } : listed)),
      }));
      ports.onTitle(id, title);
      ports.onChange(id);
      if (isStillOpen()) store.setState({ editing: null });
    } catch (error) {
      const problem = sentenceOf(error);
      if (isStillOpen()) store.setState({ editing: { id, phase: 'writing', problem } });
      else setRefusal(id, problem);
    }
  }

  function remove(id: string): Promise<void> {
    const { list } = store.getState();
    const row = list.phase === 'ready' ? list.comparisons.find((listed) => listed.id === id) : undefined;
    if (row) deletedRows.set(id, row);
    return change(id, true, () => ports.deleteComparison(id));
  }

  function restore(id: string): Promise<void> {
    return change(id, false, () => ports.changeComparison(id, { deleted: false }));
  }

  function change(id: string, deleted: boolean, send: () => Promise<void>): Promise<void> {
    setRefusal(id, undefined);
    return changes.change({
      key: id,
      from: store.getState().deleted.includes(id),
      to: deleted,
      show: (isDeleted) => setDeleted(id, isDeleted),
      async send() {
        await send();
        ports.onChange(id);
      },
    });
  }

  function setDeleted(id: string, isDeleted: boolean): void {
    store.setState(({ deleted }) => {
      const rest = deleted.filter((known) => known !== id);
      return { deleted: isDeleted ? [...rest, id] : rest };
    });
  }

  function setRefusal(id: string, refusal: string | undefined): void {
    store.setState(({ refusals: { [id]: _, ...refusals } }) => ({
      refusals: refusal === undefined ? refusals : { ...refusals, [id]: refusal },
    }));
  }

  /** @returns the first page with the deleted rows at their places. */
  function withDeleted({ comparisons, next }: HistoryPage): readonly ListedComparison[] {
    const oldest = comparisons.at(-1)?.createdAt ?? '';
    const { deleted } = store.getState();
    const rows = [...deletedRows.values()].filter(
      ({ id, createdAt }) => deleted.includes(id) && (next === null || createdAt >= oldest),
    );
    return [...comparisons, ...withoutListed(rows, comparisons)].sort((left, right) =>
      left.createdAt < right.createdAt ? 1 : left.createdAt > right.createdAt ? -1 : 0,
    );
  }

  function setReady(next: (list: HistoryList & { phase: 'ready' }) => Partial<HistoryList & { phase: 'ready' }>): void {
    store.setState(({ list }) => (list.phase === 'ready' ? { list: { ...list, ...next(list) } } : {}));
  }

  /** Cancels the reading or the timer under way: its answer would come too late. */
  function cancel(): AbortController {
    cancelPause();
    reading.abort();
    reading = new AbortController();
    return reading;
  }
}

function withoutListed(rows: readonly ListedComparison[], listed: readonly ListedComparison[]): ListedComparison[] {
  const known = new Set(listed.map(({ id }) => id));
  return rows.filter(({ id }) => !known.has(id));
}
