'use client';

import { usePaneState } from '@/lib/client/use-panes';
import { useDraft, useEditDraft } from '@/lib/client/use-workspace';
import { Button } from '../ui/button';

/** Asks the first question without names, so that only the answers are judged. It needs two lanes and a server that keeps them. */
export function BlindButton() {
  const edit = useEditDraft();
  const blind = useDraft((draft) => draft.blind);
  const several = useDraft(({ lanes }) => lanes.length > 1);
  const isOffered = usePaneState(({ record, nothingKept }) => record === null && !nothingKept);
  if (!isOffered || !(several || blind)) return null;
  return (
    <Button
      look="quiet"
      aria-pressed={blind}
      title="Answers stand under letters alone until you have chosen the best one"
      onClick={() => edit((draft) => ({ ...draft, blind: !draft.blind }))}
      className="max-sm:px-2 aria-pressed:border-ink aria-pressed:text-ink"
    >
      {blind ? '✓ Blind' : 'Blind'}
    </Button>
  );
}
