'use client';

import { settingsFor } from '@/lib/client/draft';
import { settingsMarks } from '@/lib/client/settings-words';
import { useDraft } from '@/lib/client/use-draft';
import { LANE_LETTERS } from '@/lib/protocol/lane';
import { DraftChip } from './draft-chip';

/** The models chosen for a new comparison, each with the letter that it will have. */
export function DraftChips() {
  const lanes = useDraft((draft) => draft.lanes);
  const marks = useDraft((draft) => settingsMarks(draft.lanes.map((lane) => settingsFor(draft, lane))));
  return lanes.map((seat, index) => {
    const letter = LANE_LETTERS[index];
    return letter && <DraftChip key={seat.key} letter={letter} seat={seat} mark={marks[index] ?? null} />;
  });
}
