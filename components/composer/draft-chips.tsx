'use client';

import { Fragment } from 'react';
import { settingsFor } from '@/lib/client/draft';
import { settingsMarks } from '@/lib/client/settings-words';
import { useDraft } from '@/lib/client/use-workspace';
import { LANE_LETTERS } from '@/lib/protocol/lane';
import { DraftChip } from './draft-chip';
import { GoneChips } from './gone-chips';

/** The models chosen for a new comparison, each with the letter that it will have, and those that are gone between them. */
export function DraftChips() {
  const lanes = useDraft((draft) => draft.lanes);
  const marks = useDraft((draft) => settingsMarks(draft.lanes.map((lane) => settingsFor(draft, lane))));
  return (
    <>
      <GoneChips after={null} />
      {lanes.map((seat, index) => {
        const letter = LANE_LETTERS[index];
        return (
          <Fragment key={seat.key}>
            {letter && <DraftChip letter={letter} seat={seat} mark={marks[index] ?? null} />}
            <GoneChips after={seat.key} />
          </Fragment>
        );
      })}
    </>
  );
}
