'use client';

import { askEverySoFar } from '@/lib/client/catch-up';
import { draftLetters } from '@/lib/client/composer-state';
import { listOf } from '@/lib/client/list-of';
import { usePaneState } from '@/lib/client/use-panes';
import { useDraft, useWorkspace } from '@/lib/client/use-workspace';
import { Button } from '../ui/button';
import { countOf } from '../ui/format';

/** In a follow-up that adds lanes: from when on they are asked, and a button that asks them what the others were asked. */
export function NewLanesLine() {
  const workspace = useWorkspace();
  const turns = usePaneState(({ record }) => record?.turns.length ?? 0);
  const letters = useDraft(draftLetters);
  const isSingle = letters.length === 1;
  return (
    <div
      data-slot="new-lanes-line"
      className="flex flex-wrap items-center gap-x-2 gap-y-1 pt-1.5 text-[13px] text-ink-2"
    >
      <span>{`${listOf(letters)} ${isSingle ? 'is' : 'are'} asked from your next question on.`}</span>
      <Button className="min-h-7 pointer-coarse:min-h-[40px]" onClick={() => void askEverySoFar(workspace)}>
        {`Ask ${isSingle ? 'it' : 'them'} ${turns === 1 ? 'the question so far' : `all ${countOf(turns, 'question')} so far`}`}
      </Button>
    </div>
  );
}
