'use client';

import { createContext, use, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { changeComparison, deleteComparison, loadRequests } from './api';
import { browserPorts } from './browser-ports';
import type { History, HistoryState } from './history-state';
import { createHistory } from './history-store';
import { useWorkspace } from './use-workspace';

/** No page needs them before its history is opened. */
const requests = () => import('./history-requests');

export const HistoryContext = createContext<History | null>(null);

/** @returns the visitor's history; a new title reaches the open comparison. */
export function useNewHistory(): History {
  const { store } = useWorkspace();
  const [history] = useState(() =>
    createHistory({
      getHistory: async (...query) => (await loadRequests(requests)).getHistory(...query),
      changeComparison,
      deleteComparison,
      after: (ms, fire) => {
        const timer = setTimeout(fire, ms);
        return () => clearTimeout(timer);
      },
      onChange: browserPorts.tabs.tell,
      onTitle: (id, title) =>
        store.setState(({ record }) => (record?.id === id ? { record: { ...record, title } } : {})),
    }),
  );
  return history;
}

/** The actions. @throws outside a history. */
export function useHistory(): History {
  const history = use(HistoryContext);
  if (!history) throw new Error('useHistory stands outside a history');
  return history;
}

/** A part of the state, compared shallowly: the component is drawn again when it has changed. */
export function useHistoryState<Part>(select: (state: HistoryState) => Part): Part {
  return useStore(useHistory().store, useShallow(select));
}
