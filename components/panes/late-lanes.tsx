'use client';

import { Activity, memo, useEffect, useSyncExternalStore } from 'react';
import { createStore } from 'zustand/vanilla';
import { latePart } from '@/lib/client/late-part';
import { usePaneState } from '@/lib/client/use-panes';
import type { Lane } from '@/lib/protocol/lane';
import { AnnouncerLine } from '../lane/announcer-line';
import { Start } from '../start/start';
import { useEarlyPress } from '../ui/early-press';
import { useLate } from '../ui/use-late';

/** What draws lanes: no page needs it before there is a comparison. */
export const lateLanes = latePart(async () => {
  const parts = [import('./lanes'), import('../track/track'), import('../lane/announcer')] as const;
  const [{ Lanes }, { Track }, { announcement }] = await Promise.all(parts);
  return { Lanes, Track, announcement };
});

/** What of the page has been drawn by that code: until then the server's HTML stands there, and must not change. */
export const drawnParts = createStore<{ lanes: boolean; track: boolean }>(() => ({ lanes: false, track: false }));

interface LateLanesProps {
  lanes: readonly Lane[];
}

/** The lanes of a comparison. The code that draws them comes after the page; until then a new one leaves the start page. */
export const LateLanes = memo(function LateLanes(props: LateLanesProps) {
  useEffect(() => lateLanes.load(), []);
  return (
    <Activity>
      <DrawnLanes {...props} />
    </Activity>
  );
});

function DrawnLanes({ lanes }: LateLanesProps) {
  const late = useLate(lateLanes);
  useEarlyPress('[data-slot="panes"] button', late !== null);
  useEffect(() => drawnParts.setState({ lanes: late !== null }), [late]);
  return late ? <late.Lanes lanes={lanes} /> : <Start />;
}

/** The track of the comparison, which comes with its lanes. */
export const LateTrack = memo(function LateTrack() {
  return (
    <Activity>
      <DrawnTrack />
    </Activity>
  );
});

function DrawnTrack() {
  const late = useLate(lateLanes);
  useEffect(() => drawnParts.setState({ track: late !== null }), [late]);
  return late ? <late.Track /> : <div data-slot="track" />;
}

/** Tells screen readers when a lane ends or is retried. It is there from the beginning, its words come with the lanes. */
export function LateAnnouncer() {
  const { subscribe, getState } = lateLanes.store;
  const late = useSyncExternalStore(subscribe, getState, () => null);
  const words = usePaneState((state) => (late?.kind === 'ready' ? late.part.announcement(state, null) : ''));
  return <AnnouncerLine words={words} />;
}
