'use client';

import { Fragment } from 'react';
import { draftLetters, problemsByLane } from '@/lib/client/composer-state';
import { settingsFor } from '@/lib/client/draft';
import { settingsMarks } from '@/lib/client/settings-words';
import { useComposerState, useDraft } from '@/lib/client/use-workspace';
import { DraftChip } from './draft-chip';
import { RetiredChip } from './retired-chip';

/** The models chosen for a new comparison, or added to one, each with the letter that it will have, and the retired ones between them. */
export function DraftChips() {
  const lanes = useDraft((draft) => draft.lanes);
  const letters = useDraft(draftLetters);
  const problems = useComposerState(problemsByLane);
  const marks = useDraft((draft) => settingsMarks(draft.lanes.map((lane) => settingsFor(draft, lane))));
  return (
    <>
      <RetiredChips after={null} />
      {lanes.map((lane, index) => {
        const letter = letters[index];
        return (
          <Fragment key={lane.key}>
            {letter && (
              <DraftChip letter={letter} lane={lane} mark={marks[index] ?? null} problem={problems[letter] ?? null} />
            )}
            <RetiredChips after={lane.key} />
          </Fragment>
        );
      })}
    </>
  );
}

/** The retired models right after that lane; before all lanes for null. */
function RetiredChips({ after }: { after: string | null }) {
  const retired = useDraft((draft) => draft.retired.filter((lane) => lane.after === after));
  return retired.map((lane) => <RetiredChip key={lane.key} lane={lane} />);
}
