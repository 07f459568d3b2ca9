'use client';

import { useShared } from '@/lib/client/use-shared';
import { promptText } from '@/lib/protocol/comparison';
import { Facts } from './facts';
import { PromptHeading } from './prompt-heading';
import { SystemPrompt } from './system-prompt';

/** What was asked, of whom and how. */
export function Hero() {
  const { record } = useShared();
  const first = record.turns[0];
  if (!first) return null;
  return (
    <div data-slot="hero" className="grid grid-cols-[minmax(0,1fr)] gap-2.5 pt-8 pb-[18px]">
      {record.title !== null && (
        <p dir="auto" className="text-ink-2 text-sm [overflow-wrap:anywhere]">
          {record.title}
        </p>
      )}
      <PromptHeading as="h1" prompt={promptText(first)} />
      {first.system !== null && <SystemPrompt text={first.system} />}
      <Facts />
    </div>
  );
}
