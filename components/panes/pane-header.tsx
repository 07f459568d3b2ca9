'use client';

import type { Lane } from '@/lib/protocol/lane';
import type { Settings } from '@/lib/protocol/settings';
import { LaneBadge } from '../ui/lane-badge';
import { PaneState } from './pane-state';
import { useAnswer, useLaneRecord } from './use-lane';

/** Letter, model, vendor, what is special about it, and its state. */
export function PaneHeader({ lane }: { lane: Lane }) {
  const { name, model, vendor, demo, settings } = useLaneRecord(lane);
  const answer = useAnswer(lane);
  return (
    <header data-slot="pane-header" className="flex items-center gap-2 px-4 pt-2.5 pb-0.5">
      <LaneBadge lane={lane} />
      <h2 id={`lane-${lane}`} title={model} className="min-w-0 truncate font-semibold text-sm">
        <span className="sr-only">{lane}: </span>
        {name}
        <small className="ml-1.5 font-normal text-ink-3 text-xs">
          {demo ? 'canned demo answer' : notes(vendor, settings)}
        </small>
      </h2>
      {answer && <PaneState answer={answer} />}
    </header>
  );
}

function notes(vendor: string, { temperature, maxTokens, reasoning }: Settings): string {
  return [
    vendor,
    reasoning && `effort ${reasoning}`,
    temperature !== undefined && `temperature ${temperature}`,
    maxTokens !== undefined && `at most ${maxTokens} tokens`,
  ]
    .filter(Boolean)
    .join(' · ');
}
