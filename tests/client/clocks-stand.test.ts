import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { clocksStand, type PaneSource } from '@/lib/client/pane-source';
import { noPanes, type PaneState } from '@/lib/client/pane-state';
import { RunClocks } from '@/lib/client/run-clocks';

/** A source with these runs, each under way or ended. */
function sourceOf(runs: Record<string, 'under way' | 'ended'>): PaneSource & { clocks: RunClocks } {
  const known = Object.entries(runs).map(([run, how]) => [
    run,
    { run, sequence: 1, comparison: 'c', turn: 1, attempts: {}, end: how === 'ended' ? {} : null },
  ]);
  const answers = { ...noPanes.answers, runs: Object.fromEntries(known) };
  const store = createStore<PaneState>(() => ({ ...noPanes, answers }));
  return { store, clocks: new RunClocks(() => 0) } as unknown as PaneSource & { clocks: RunClocks };
}

test('clocks go while a run is under way and heard of', () => {
  expect(clocksStand(sourceOf({ r: 'under way' }))).toBe(false);
  const source = sourceOf({ r: 'under way', other: 'under way', old: 'ended' });
  source.clocks.hold('r');
  expect(clocksStand(source)).toBe(false);
});

test('clocks stand while nothing is heard of any run, and go again when one is heard of', () => {
  const source = sourceOf({ r: 'under way', old: 'ended' });
  source.clocks.hold('r');
  expect(clocksStand(source)).toBe(true);
  source.clocks.release('r');
  expect(clocksStand(source)).toBe(false);
});
