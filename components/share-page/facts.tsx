'use client';

import { useOfTurns, useShared } from '@/lib/client/use-shared';
import { listLanes } from '@/lib/comparison/lanes';
import { countOf } from '../ui/format';
import { answeredWords } from './answered-words';
import { askedAgainWords } from './asked-again-words';
import { Badge } from './badge';
import { cannedWords } from './canned-words';
import { runningWords } from './running-words';
import { servedWords } from './served-words';
import { settingsOf } from './settings-of';
import { utcDateWords } from './utc-date-words';

/** When, how many, with which settings and by whom; who has answered, and which lanes were asked in another way. */
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
