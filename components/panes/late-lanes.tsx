'use client';

import { Activity, memo, useEffect } from 'react';
import { createStore } from 'zustand/vanilla';
import { latePart } from '@/lib/client/late-part';
import type { Lane } from '@/lib/protocol/lane';
import { Start } from '../start/start';
import { useEarlyPress } from '../ui/early-press';
import { useLate } from '../ui/use-late';

/** What draws lanes: no page needs it before there is a comparison. */
export const lateLanes = latePart(async () => {
  const [{ Lanes }, { Track }] = await Promise.all([import('./lanes'), import('../track/track')]);
  return { Lanes, Track };
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
