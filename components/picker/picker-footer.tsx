'use client';

import { Dialog } from '@base-ui/react/dialog';
import { clearLanes } from '@/lib/client/draft';
import { useDraft, useEditDraft } from '@/lib/client/use-workspace';
import { MAX_LANES } from '@/lib/protocol/lane';
import { Button } from '../ui/button';

/** How many are chosen, none of them, and done. */
export function PickerFooter() {
  const edit = useEditDraft();
  const count = useDraft(({ lanes }) => lanes.length);
  return (
    <div
      data-slot="picker-footer"
      className="mt-auto flex items-center gap-1 border-line border-t px-4 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] text-[13px]"
    >
      <span role="status">{`${count} of ${MAX_LANES} chosen`}</span>
      <Button look="quiet" aria-disabled={count === 0} onClick={() => edit(clearLanes)}>
        Clear all
      </Button>
      <Dialog.Close render={<Button look="primary" className="ml-auto min-h-9 px-4" />}>Done</Dialog.Close>
    </div>
  );
}
