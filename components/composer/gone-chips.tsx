'use client';

import { useDraft } from '@/lib/client/use-workspace';
import { GoneChip } from './gone-chip';

/** What is gone and stood right after that lane; before all lanes for null. */
export function GoneChips({ after }: { after: string | null }) {
  const gone = useDraft((draft) => draft.gone.filter((seat) => seat.after === after));
  return gone.map((seat) => <GoneChip key={seat.key} seat={seat} />);
}
