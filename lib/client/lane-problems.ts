import type { Lane } from '@/lib/protocol/lane';
import type { Payer } from '@/lib/protocol/payer';
import { type CatalogState, listedModel } from './catalog-store';
import { type ComposerState, draftLetters } from './composer-state';
import type { PaneState } from './pane-state';
import { type PreflightProblem, preflight } from './preflight';
import { askedLanes } from './turn-cost';

/** @returns what speaks against each lane that the next question goes to, as far as it can be told before asking. */
export function laneProblems(
  panes: PaneState,
  composer: Pick<ComposerState, 'draft'>,
  { payer, catalog }: { payer: Payer; catalog: CatalogState },
): Partial<Record<Lane, PreflightProblem>> {
  const letters = draftLetters(composer.draft);
  const problems = askedLanes(panes, composer).map(({ lane, model: id, settings, input }) => {
    const listed = catalog.kind === 'ready' ? listedModel(catalog.catalog, id) : undefined;
    // A lane of the draft knows its model; one of the comparison only if the catalog does.
    const model = listed === undefined ? composer.draft.lanes[letters.indexOf(lane)]?.model : listed;
    const problem = model === undefined ? null : preflight({ model, promptTokens: input, settings, payer });
    return [lane, problem] as const;
  });
  return Object.fromEntries(problems.filter(([, problem]) => problem !== null));
}
