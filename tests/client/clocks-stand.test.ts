import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { clocksStand } from '@/lib/client/clocks-stand';
import type { PaneSource } from '@/lib/client/pane-source';
import { RunClocks } from '@/lib/client/run-clocks';
import type { WorkspaceState } from '@/lib/client/workspace-state';
import { newWorkspaceState } from '../support/new-workspace-state';

/** A view of these runs, each under way or ended. */
function sourceOf(runs: Record<string, 'under way' | 'ended'>): PaneSource & { clocks: RunClocks } {
  const state = newWorkspaceState('', []);
  const known = Object.entries(runs).map(([run, how]) => [
    run,
    { run, sequence: 1, comparison: 'c', turn: 1, attempts: {}, end: how === 'ended' ? {} : null },
  ]);
  const answers = { ...state.answers, runs: Object.fromEntries(known) };
  const store = createStore<WorkspaceState>(() => ({ ...state, answers }));
  return { store, clocks: new RunClocks(() => 0) } as unknown as PaneSource & { clocks: RunClocks };
}

test('clocks go while a run is under way and heard of', () => {
  expect(clocksStand(sourceOf({ r: 'under way' }))).toBe(false);
  const view = sourceOf({ r: 'under way', other: 'under way', old: 'ended' });
  view.clocks.hold('r');
  expect(clocksStand(view)).toBe(false);
});

test('clocks stand while nothing is heard of any run, and go again when one is heard of', () => {
  const view = sourceOf({ r: 'under way', old: 'ended' });
  view.clocks.hold('r');
  expect(clocksStand(view)).toBe(true);
  view.clocks.release('r');
  expect(clocksStand(view)).toBe(false);
});
