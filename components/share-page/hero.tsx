'use client';

import { useOfTurns, useShared } from '@/lib/client/use-shared';
import { hidesNames } from '@/lib/comparison/hides-names';
import { listLanes } from '@/lib/comparison/lanes';
import { promptText } from '@/lib/protocol/comparison';
import { countOf } from '../ui/format';
import { Badge } from './badge';
import {
  answeredWords,
  askedAgainWords,
  cannedWords,
  runningWords,
  servedWords,
  settingsOf,
  utcDateWords,
} from './fact-words';
import { BlindFacts, PollLine } from './poll-line';
import { PromptHeading, SystemPrompt } from './prompt-heading';

/** The first prompt, and the facts about the comparison. */
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
      {hidesNames(record) ? <BlindFacts /> : <Facts />}
      <PollLine />
    </div>
  );
}

/** Date, number of models and turns, settings, providers, how many answered, and which lanes differ. */
export function Facts() {
  const { record } = useShared();
  const answered = useOfTurns(answeredWords);
  const again = useOfTurns(askedAgainWords);
  const running = useOfTurns(runningWords);
  const served = useOfTurns(servedWords);
  const lanes = listLanes(record);
  const canned = cannedWords(lanes);
  const { words, differing } = settingsOf(lanes);
  return (
    <div
      data-slot="facts"
      className="flex flex-wrap items-center gap-x-4 gap-y-1.5 text-[13.5px] text-ink-2 [overflow-wrap:anywhere]"
    >
      <time dateTime={record.createdAt}>{utcDateWords(record.createdAt)}</time>
      <span>{`${countOf(lanes.length, 'model')}, ${countOf(record.turns.length, 'turn')}`}</span>
      <span>{words}</span>
      {served && <span>{served}</span>}
      {lanes.length > 1 && differing === null && again === null && <Badge>Same settings</Badge>}
      {differing !== null && <Badge>{`Settings differ on ${differing}`}</Badge>}
      {again && <Badge>{again}</Badge>}
      {canned && <Badge>{canned}</Badge>}
      <Badge>{answered}</Badge>
      {running && <Badge>{running}</Badge>}
    </div>
  );
}
