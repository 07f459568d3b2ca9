'use client';

import { useShared, useSharedTurn } from '@/lib/client/use-shared';
import { turnOf } from '@/lib/comparison/turns';
import { promptText } from '@/lib/protocol/comparison';
import { PromptHeading } from './prompt-heading';
import { SystemPrompt } from './system-prompt';

/** What was asked in a later turn; the first one's prompt is the page's own heading. */
export function TurnHeading() {
  const { record } = useShared();
  const { turn } = useSharedTurn();
  const own = turnOf(record.turns, turn);
  const before = record.turns.findLast((earlier) => earlier.turn < turn);
  if (!own || !before) return null;
  return (
    <div data-slot="turn-heading" className="grid grid-cols-[minmax(0,1fr)] gap-2 pt-10 pb-3.5">
      <p className="text-[13px] text-ink-2">{`Turn ${turn}`}</p>
      <PromptHeading as="h2" prompt={promptText(own)} />
      {own.system !== null && own.system !== before.system && <SystemPrompt text={own.system} />}
      {own.system === null && before.system !== null && (
        <p className="text-[13.5px] text-ink-2">Without the system prompt</p>
      )}
    </div>
  );
}
