'use client';

import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { hidesNames } from '@/lib/comparison/hides-names';
import type { PaneSource } from './pane-source';
import { type PaneState, selectedTurn } from './pane-state';

/** The source of panes and track: the visitor's own comparison, or a shared one. */
export const PaneSourceContext = createContext<PaneSource | null>(null);

/** @throws outside a source. */
export function usePaneSource(): PaneSource {
  const source = use(PaneSourceContext);
  if (!source) throw new Error('usePaneSource stands outside a source of panes');
  return source;
}

/** A part of the state, compared shallowly: the component is drawn again when it has changed. */
export function usePaneState<Part>(select: (state: PaneState) => Part): Part {
  return useStore(usePaneSource().store, useShallow(select));
}

/** Whether the page may not tell who answers: then nothing is known but letters and, once all have ended, texts. */
export function useNamesHidden(): boolean {
  return usePaneState(
    ({ record, answers }) =>
      record !== null &&
      // Once the names are known the logs are read again: until then there are no times.
      (hidesNames(record) || Object.values(answers.runs).some(({ blind }) => blind)),
  );
}

interface Turns {
  /** The selected one. */
  turn: number;
  newest: number;
  /** The turns beside the selected one, null at the ends. */
  earlier: number | null;
  later: number | null;
  /** Selects a turn: it opens in the panes, the rest fold. */
  select(turn: number): void;
}

export function useTurns(): Turns {
  const { store } = usePaneSource();
  const turn = usePaneState(selectedTurn);
  const numbers = usePaneState(({ record }) => (record?.turns ?? []).map((known) => known.turn));
  const newest = numbers.at(-1) ?? 0;
  return {
    turn,
    newest,
    earlier: numbers.findLast((number) => number < turn) ?? null,
    later: numbers.find((number) => number > turn) ?? null,
    select: (to) =>
      store.setState(to === newest ? { selectedTurn: null, openTurns: [] } : { selectedTurn: to, openTurns: [to] }),
  };
}
