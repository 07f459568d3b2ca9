'use client';

import { useShared } from '@/lib/client/use-shared';
import { hidesNames } from '@/lib/comparison/hides-names';
import { listLanes } from '@/lib/comparison/lanes';
import { countOf } from '../ui/format';
import { Badge } from './badge';
import { utcDateWords } from './fact-words';
import { blindWords } from './poll-words';

/** That the comparison is a blind poll, what its reader may do, and what they chose. */
export function PollLine() {
  const { record } = useShared();
  const words = blindWords(record);
  if (words === null) return null;
  return (
    <p data-slot="poll-line" className="max-w-[54rem] text-[14.5px] leading-relaxed [overflow-wrap:anywhere]">
      <b className="font-semibold">{record.poll ? 'Blind poll. ' : 'Asked blind. '}</b>
      <span>{words}</span>
    </p>
  );
}

/** The facts that name nobody. */
export function BlindFacts() {
  const { record } = useShared();
  return (
    <div data-slot="facts" className="flex flex-wrap items-center gap-x-4 gap-y-1.5 text-[13.5px] text-ink-2">
      <time dateTime={record.createdAt}>{utcDateWords(record.createdAt)}</time>
      <span>{countOf(listLanes(record).length, 'answer')}</span>
      {hidesNames(record) && <Badge>{record.poll?.open ? 'Open poll' : 'Names hidden'}</Badge>}
    </div>
  );
}
