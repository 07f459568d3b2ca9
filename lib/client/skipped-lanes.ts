import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { blockedLanes, type ComposerState, draftLetters } from './composer-state';
import { type Draft, writtenFor } from './draft';
import { lanesOf } from './pane-state';

export interface Question {
  /** What is asked. */
  sent: Draft;
  /** What was written, as it stands in the composer meanwhile. */
  draft: Draft;
  /** Which lanes are not asked, and why, in a sentence; null when all are. */
  skipped: string | null;
}

/** @returns the draft without the lanes that cannot answer: they are not sent, and stay in the composer. */
export function withoutBlocked(record: ComparisonRecord | null, composer: ComposerState): Question {
  const { problems } = composer;
  const blocked = blockedLanes(composer);
  if (blocked.length === 0) return { sent: composer.draft, draft: composer.draft, skipped: null };
  const draft = withOwnSettings(composer.draft);
  const letters = draftLetters(draft);
  const known = lanesOf({ record }).filter(({ lane }) => blocked.includes(lane) && !draft.leftOut.includes(lane));
  const names = new Map<Lane, string>([
    ...known.map(({ lane, name }) => [lane, name] as const),
    ...draft.lanes.flatMap(({ model }, index) => {
      const letter = letters[index];
      return letter ? [[letter, model.name] as const] : [];
    }),
  ]);
  const words = blocked.flatMap((lane) =>
    names.has(lane) ? [`${names.get(lane)} (${problems?.byLane[lane]?.words})`] : [],
  );
  return {
    draft,
    sent: {
      ...draft,
      lanes: draft.lanes.filter((_, index) => !blocked.includes(letters[index] as Lane)),
      leftOut: [...draft.leftOut, ...known.map(({ lane }) => lane)],
    },
    skipped: words.length === 0 ? null : `Skipped: ${words.join(', ')}.`,
  };
}

/** The draft with the settings of its lanes in each of them: the common ones go with what is asked. */
function withOwnSettings(draft: Draft): Draft {
  return {
    ...draft,
    lanes: draft.lanes.map((lane) => ({ ...lane, own: writtenFor(draft, lane) })),
    sameSettings: false,
  };
}
